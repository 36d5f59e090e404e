#include "worker/request.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

#include "protocol/messages.h"
#include "worker/high_descriptor.h"

namespace tenter::worker {
namespace {

using protocol::WorkerMemory;

protocol::Bytes bytes_behind_memory(int file) {
  struct stat status {};
  if (::fstat(file, &status) == -1 || status.st_size < static_cast<off_t>(sizeof(WorkerMemory))) return {};
  protocol::Bytes bytes(static_cast<std::size_t>(status.st_size) - sizeof(WorkerMemory));
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t got =
        ::pread(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(sizeof(WorkerMemory) + done));
    if (got <= 0) return {};
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

Request::Request(int file) : file_(moved_up(file)) {}

Request::~Request() { close(); }

void Request::close() {
  if (const int file = std::exchange(file_, -1); file != -1) ::close(file);
}

RunRequest Request::await(WorkerMemory& memory) {
  memory.await_request();
  const protocol::Bytes bytes = bytes_behind_memory(file_);
  close();
  try {
    return protocol::request_in(bytes);
  } catch (const protocol::ProtocolError& error) {
    throw std::invalid_argument(error.what());
  }
}

WorkerMemory* shared_memory(int file) {
  void* const memory = ::mmap(nullptr, sizeof(WorkerMemory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<WorkerMemory*>(memory);
}

}  // namespace tenter::worker
