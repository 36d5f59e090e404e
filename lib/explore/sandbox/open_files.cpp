#include "explore/sandbox/open_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace tenter::explore {
namespace {

std::vector<int> open_descriptors() {
  std::vector<int> result;
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir("/proc/self/fd"), &::closedir);
  if (directory == nullptr) return result;
  while (const dirent* const entry = ::readdir(directory.get())) {
    if (entry->d_name[0] != '.') result.push_back(std::atoi(entry->d_name));
  }
  return result;
}

bool is_regular(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

// Deleted files can be opened, too, by way of the kernel's own link.
void open_anew(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  const int descriptor_flags = ::fcntl(descriptor, F_GETFD);
  const off_t position = ::lseek(descriptor, 0, SEEK_CUR);
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
  const int opened = ::open(path.c_str(), flags & ~(O_CREAT | O_EXCL | O_TRUNC));
  if (opened < 0) return;
  ::lseek(opened, position, SEEK_SET);
  ::dup3(opened, descriptor, (descriptor_flags & FD_CLOEXEC) != 0 ? O_CLOEXEC : 0);
  ::close(opened);
}

}  // namespace

void open_files_anew() {
  for (const int descriptor : open_descriptors()) {
    if (descriptor > STDERR_FILENO && is_regular(descriptor)) open_anew(descriptor);
  }
}

}  // namespace tenter::explore
