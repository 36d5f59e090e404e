#include "explore/sandbox/wire.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace tenter::explore {

void Wire::flush() {
  std::size_t sent = 0;
  while (sent < out_.size() && !broken_) {
    const ssize_t now = ::send(descriptor_, out_.data() + sent, out_.size() - sent, MSG_NOSIGNAL);
    if (now > 0) sent += static_cast<std::size_t>(now);
    broken_ = now < 0 && errno != EINTR;
  }
  out_.clear();
}

std::size_t Wire::count(std::size_t size) {
  const auto count = get<std::size_t>();
  if (count <= kMost / size) return count;
  broken_ = true;
  return 0;
}

void Wire::get_bytes(std::span<std::byte> bytes) {
  if (!out_.empty()) flush();
  std::size_t got = 0;
  while (got < bytes.size()) {
    if (taken_ == in_.size() && !fill()) {
      std::fill(bytes.begin(), bytes.end(), std::byte{0});
      return;
    }
    const std::size_t now = std::min(in_.size() - taken_, bytes.size() - got);
    std::copy_n(in_.begin() + static_cast<std::ptrdiff_t>(taken_), now,
                bytes.begin() + static_cast<std::ptrdiff_t>(got));
    taken_ += now;
    got += now;
  }
}

// With whatever has come, but waits for at least something.
bool Wire::fill() {
  constexpr std::size_t kAtOnce = 8 * 1024;
  taken_ = 0;
  in_.resize(kAtOnce);
  ssize_t got = 0;
  do {
    got = broken_ ? 0 : ::recv(descriptor_, in_.data(), in_.size(), 0);
  } while (got < 0 && errno == EINTR);
  in_.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  broken_ |= got <= 0;
  return got > 0;
}

}  // namespace tenter::explore
