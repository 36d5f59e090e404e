#include "explore/sync/condition.h"

#include <algorithm>
#include <cstdint>

#include "explore/sync/mutex.h"

namespace tenter::explore {
namespace {

// Kept in the pthread_cond_t itself, so that it is reset with the program's memory. Tickets number the waiters of
// this condition variable; a notification is for those with a ticket below its limit.
struct State {
  static constexpr std::size_t kMost = 20;  // waiters at a time that notifications can be told apart for

  std::uint16_t tickets;
  std::uint16_t waiting;
  std::uint16_t given;  // notifications not yet taken
  std::uint16_t limits[kMost];
};
static_assert(sizeof(State) <= sizeof(pthread_cond_t));

State& state_of(pthread_cond_t& condition) { return *reinterpret_cast<State*>(&condition); }

struct Waiter {
  State* state;
  const pthread_mutex_t* mutex;
  std::uint16_t ticket;
};

// The oldest notification that was given while the waiter waited; given when there is none.
std::size_t notification_for(const Waiter& waiter) {
  const State& state = *waiter.state;
  const auto* const found =
      std::find_if(state.limits, state.limits + state.given, [&](auto limit) { return waiter.ticket < limit; });
  return static_cast<std::size_t>(found - state.limits);
}

bool can_go_on(const Runtime&, TaskId, void* subject) {
  const Waiter& waiter = *static_cast<const Waiter*>(subject);
  return notification_for(waiter) < waiter.state->given && is_free(*waiter.mutex);
}

void take_notification(const Waiter& waiter) {
  State& state = *waiter.state;
  const std::size_t index = notification_for(waiter);
  std::copy(state.limits + index + 1, state.limits + state.given, state.limits + index);
  --state.given;
  --state.waiting;
}

}  // namespace

int wait(Runtime& runtime, pthread_cond_t& condition, pthread_mutex_t& mutex, std::uintptr_t pc) {
  const auto on_condition = reinterpret_cast<std::uintptr_t>(&condition);
  const auto on_mutex = reinterpret_cast<std::uintptr_t>(&mutex);
  runtime.point({Op::wait, 0, on_condition, pc, on_mutex});
  State& state = state_of(condition);
  Waiter waiter{&state, &mutex, state.tickets++};
  ++state.waiting;
  give_back(runtime, mutex);
  runtime.point({Op::wake, 0, on_condition, pc, on_mutex}, &can_go_on, &waiter);
  take_notification(waiter);
  take(runtime, mutex);
  return 0;
}

int notify(Runtime& runtime, pthread_cond_t& condition, bool all, std::uintptr_t pc) {
  runtime.point({Op::release, 0, reinterpret_cast<std::uintptr_t>(&condition), pc});
  State& state = state_of(condition);
  const std::size_t unnotified = state.waiting - std::size_t{state.given};
  const std::size_t to_give =
      std::min(all ? unnotified : std::min<std::size_t>(unnotified, 1), State::kMost - state.given);
  for (std::size_t i = 0; i < to_give; ++i) state.limits[state.given++] = state.tickets;
  return 0;
}

}  // namespace tenter::explore
