#include "worker/channel.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "worker/high_descriptor.h"

namespace tenter::worker {
namespace {

constexpr int kCannotReport = 70;

}  // namespace

// _exit() is intercepted by ThreadSanitizer, which has its own ideas of how a process should end.
void end_process(int status) noexcept {
  ::syscall(SYS_exit_group, status);
  __builtin_unreachable();
}

Channel::Channel(int descriptor, protocol::WorkerMemory& memory)
    : descriptor_(moved_up(descriptor)), memory_(memory) {}

void Channel::send(const protocol::Message& message) {
  const protocol::Bytes frame = protocol::framed(protocol::encode(message));
  const std::lock_guard lock(sending_);
  write(frame);
}

void Channel::write(const protocol::Bytes& bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t n = ::write(descriptor_, &bytes[written], bytes.size() - written);
    if (n >= 0) {
      written += static_cast<std::size_t>(n);
    } else if (errno != EINTR) {
      memory_.last_words.say(Anomaly::crash, "it closed file descriptors of the process that it runs in");
      end_process(kCannotReport);
    }
  }
}

}  // namespace tenter::worker
