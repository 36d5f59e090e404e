#include "explore/sync/condition.h"

#include <cerrno>
#include <cstdint>
#include <limits>

#include "explore/sync/misuse.h"
#include "explore/sync/mutex.h"
#include "explore/sync/wait_queue.h"

namespace tenter::explore {
namespace {

struct ConditionWait {
  const Waiter& waiter;
  const pthread_mutex_t& mutex;
  bool limited;
};

constexpr std::string_view kCondition = "a condition variable";

// A field that nothing else uses here.
unsigned int& destroyed(pthread_cond_t& condition) { return condition.__data.__g1_orig_size; }

void expect_usable(Runtime& runtime, pthread_cond_t& condition, std::string_view use, std::uintptr_t pc) {
  if (destroyed(condition) == kDestroyed) misuse_after_destruction(runtime, kCondition, use, pc);
}

bool has_mutex_or_is_late(const Fairness& fairness, TaskId task, void* subject) {
  const ConditionWait& waiting = *static_cast<const ConditionWait*>(subject);
  if (waiting.waiter.is_woken()) return is_free(waiting.mutex);
  return waiting.limited && fairness.may_yield(Fairness::Way::time, task);
}

}  // namespace

int wait(Runtime& runtime, pthread_cond_t& condition, pthread_mutex_t& mutex, const std::optional<Moment>& deadline,
         std::uintptr_t pc) {
  const auto on_condition = reinterpret_cast<std::uintptr_t>(&condition);
  const auto on_mutex = reinterpret_cast<std::uintptr_t>(&mutex);
  require_held(runtime, mutex, "given to a condition variable", pc);
  runtime.point({Op::wait, 0, on_condition, pc, on_mutex});
  expect_usable(runtime, condition, "waited on", pc);
  if (Waiter::others_bring_another(runtime, on_condition, &mutex)) {
    misuse(runtime, kCondition, "waited on with two different mutexes at the same time", pc);
  }
  Waiter waiter(runtime, on_condition, &mutex);
  give_back(runtime, mutex);
  ConditionWait waiting{waiter, mutex, deadline.has_value()};
  runtime.point({Op::wake, 0, on_condition, pc, on_mutex}, &has_mutex_or_is_late, &waiting);
  if (deadline) may_time_out(runtime);
  waiter.leave();
  if (waiter.is_woken()) {
    take(runtime, mutex, pc);
    return 0;
  }
  runtime.step().downgrade_to(Op::sleep);
  time_out(runtime, *deadline);
  lock(runtime, mutex, pc);
  return ETIMEDOUT;
}

int notify(Runtime& runtime, pthread_cond_t& condition, bool all, std::uintptr_t pc) {
  const auto on_condition = reinterpret_cast<std::uintptr_t>(&condition);
  runtime.point({Op::release, 0, on_condition, pc});
  expect_usable(runtime, condition, "notified", pc);
  const std::uint32_t most = all ? std::numeric_limits<std::uint32_t>::max() : 1;
  if (Waiter::wake(runtime, on_condition, most) == 0) runtime.step().changed_nothing();
  return 0;
}

int destroy(Runtime& runtime, pthread_cond_t& condition, std::uintptr_t pc) {
  const auto on_condition = reinterpret_cast<std::uintptr_t>(&condition);
  come_to_destroy(runtime, on_condition, pc);
  expect_usable(runtime, condition, "destroyed", pc);
  if (!Waiter::dismiss(runtime, on_condition))
    misuse(runtime, kCondition, "destroyed while a thread waited on it", pc);
  destroyed(condition) = kDestroyed;
  return 0;
}

// As glibc keeps it.
clockid_t clock_of(const pthread_cond_t& condition) {
  return (condition.__data.__wrefs & 2) != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

}  // namespace tenter::explore
