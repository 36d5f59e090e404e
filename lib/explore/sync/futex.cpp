#include "explore/sync/futex.h"

#include <linux/futex.h>

#include <cerrno>

#include "explore/sync/wait_queue.h"

namespace tenter::explore {
namespace {

// Apart from the word, so that waking and reading the word are independent of each other.
Object queue_of(const std::uint32_t& word) { return Object::queue_at(reinterpret_cast<std::uintptr_t>(&word)); }

struct FutexWait {
  const Waiter& waiter;
  bool limited;
};

bool is_woken_or_late(const Fairness& fairness, TaskId task, void* subject) {
  const FutexWait& waiting = *static_cast<const FutexWait*>(subject);
  return waiting.waiter.is_woken() || (waiting.limited && fairness.may_yield(Fairness::Way::time, task));
}

long wait(Runtime& runtime, const std::uint32_t& word, std::uint32_t expected, const std::optional<Moment>& deadline,
          std::uintptr_t pc) {
  const Object queue = queue_of(word);
  runtime.point({Op::wait, 0, queue, pc});
  runtime.add_effect({Op::atomic_load, sizeof(word), queue.address(), pc});
  runtime.step().value(word);
  // Shown as the load that it came to; still a wait to those who search: what it depends on besides the word must not
  // depend on the word (Strategy::stepped).
  if (word != expected) {
    runtime.step().display_as(Op::atomic_load);
    runtime.fairness().was_helped();
    return -EAGAIN;
  }
  Waiter waiter(runtime, queue);
  FutexWait waiting{waiter, deadline.has_value()};
  runtime.point({Op::wake, 0, queue, pc}, &is_woken_or_late, &waiting);
  if (deadline) may_time_out(runtime);
  waiter.leave();
  if (waiter.is_woken()) return 0;
  runtime.step().downgrade_to(Op::sleep);
  time_out(runtime, *deadline);
  return -ETIMEDOUT;
}

long wake(Runtime& runtime, const std::uint32_t& word, std::uint32_t most, std::uintptr_t pc) {
  const Object queue = queue_of(word);
  runtime.point({Op::release, 0, queue, pc});
  const std::uint32_t woken = Waiter::wake(runtime, queue, most);
  if (woken == 0) runtime.step().changed_nothing();
  return woken;
}

// FUTEX_WAIT has a duration, its other form a moment of one of two clocks.
std::optional<Moment> deadline_of(Runtime& runtime, int operation, const timespec& time) {
  if ((operation & FUTEX_CMD_MASK) == FUTEX_WAIT) return moment_after(runtime, time);
  return moment_of((operation & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC, time);
}

}  // namespace

long futex(Runtime& runtime, const std::uint32_t& word, int operation, std::uint32_t value, long argument,
           std::uint32_t bits, std::uintptr_t pc) {
  const int command = operation & FUTEX_CMD_MASK;
  if (command == FUTEX_WAKE) return wake(runtime, word, value, pc);
  if (command == FUTEX_WAKE_BITSET && bits == FUTEX_BITSET_MATCH_ANY) return wake(runtime, word, value, pc);
  const bool waits = command == FUTEX_WAIT || (command == FUTEX_WAIT_BITSET && bits == FUTEX_BITSET_MATCH_ANY);
  if (!waits) return -ENOSYS;
  const auto* const time = reinterpret_cast<const timespec*>(argument);
  if (time == nullptr) return wait(runtime, word, value, std::nullopt, pc);
  const std::optional<Moment> deadline = deadline_of(runtime, operation, *time);
  return deadline ? wait(runtime, word, value, deadline, pc) : -EINVAL;
}

}  // namespace tenter::explore
