#include "stress/barrier.h"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>

#include "host/relax.h"

namespace tenter::stress {
namespace {

// The first looks follow each other at once: the pause instruction takes up to 140 cycles, and that much skew at
// the start would be longer than most actors.
constexpr std::uint32_t kEagerSpins = 2000;

void futex(std::atomic<std::uint32_t>& word, int operation, std::uint32_t value) {
  static_assert(sizeof(word) == sizeof(std::uint32_t));
  ::syscall(SYS_futex, &word, operation, value, nullptr, nullptr, 0);
}

}  // namespace

Patience patience_for(std::size_t threads, std::size_t cores) {
  if (threads <= cores) return {4000, 20};
  return {cores > 1 ? 200U : 0U, 20};
}

void Counter::wake() {
  // (1) after advance(); pairs with (2): either the sleeper is seen here, or it sees the new value there.
  if (sleepers_.load() != 0) futex(value_, FUTEX_WAKE_PRIVATE, INT_MAX);
}

void Counter::wait_for(std::uint32_t target, Patience patience) {
  for (std::uint32_t i = 0; i < patience.spins; ++i) {
    if (reached(target)) return;
    if (i >= kEagerSpins) relax();
  }
  for (std::uint32_t i = 0; i < patience.yields; ++i) {
    if (reached(target)) return;
    ::sched_yield();
  }
  sleep_until(target);
}

void Counter::sleep_until(std::uint32_t target) {
  sleepers_.fetch_add(1);  // (2) before the value is read
  for (;;) {
    const std::uint32_t seen = value_.load();
    if (static_cast<std::int32_t>(seen - target) >= 0) break;
    futex(value_, FUTEX_WAIT_PRIVATE, seen);
  }
  sleepers_.fetch_sub(1);
}

}  // namespace tenter::stress
