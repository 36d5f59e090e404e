#include "report/environment.h"

#include <sched.h>
#include <sys/utsname.h>

#include <cstdio>
#include <cstring>
#include <fstream>

namespace tenter::report {
namespace {

std::string cpu_model() {
  std::ifstream cpuinfo("/proc/cpuinfo");
  for (std::string line; std::getline(cpuinfo, line);) {
    if (!line.starts_with("model name")) continue;
    const std::size_t value = line.find_first_not_of(" \t", line.find(':') + 1);
    return value == std::string::npos ? "" : line.substr(value);
  }
  return {};
}

unsigned usable_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  return sched_getaffinity(0, sizeof set, &set) == 0 ? static_cast<unsigned>(CPU_COUNT(&set)) : 0;
}

std::string kernel_release() {
  utsname name{};
  return uname(&name) == 0 ? std::string(name.sysname) + ' ' + name.release : "";
}

// The commit that the working directory is at; empty where there is no git, or no repository.
std::string commit_of_working_directory() {
  std::FILE* const git =
      ::popen("git describe --always --dirty --abbrev=40 '--exclude=*' 2>/dev/null </dev/null", "re");
  if (git == nullptr) return {};
  char line[256] = "";
  const bool read = std::fgets(line, sizeof line, git) != nullptr;
  const bool succeeded = ::pclose(git) == 0;
  return read && succeeded ? std::string(line, std::strcspn(line, "\n")) : "";
}

}  // namespace

Environment this_environment() {
  Environment environment;
  environment.version = TENTER_VERSION;
  environment.cpu = cpu_model();
  environment.cores = usable_cores();
  environment.kernel = kernel_release();
  environment.commit = commit_of_working_directory();
  return environment;
}

}  // namespace tenter::report
