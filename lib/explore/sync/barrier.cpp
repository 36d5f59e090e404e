#include "explore/sync/barrier.h"

#include "explore/sync/misuse.h"
#include "explore/sync/participants.h"

namespace tenter::explore {
namespace {

constexpr std::uint32_t kRounds = 32;  // that some have yet to leave; far more than tasks are likely to make

struct State {
  std::uint32_t arrived;  // in this round
  std::uint32_t round;
  std::uint32_t count;
  std::uint32_t shared;
  std::uint32_t untold;  // rounds, modulo kRounds, of which nobody has been told apart yet
};
static_assert(sizeof(State) <= sizeof(pthread_barrier_t));
static_assert(kRounds <= sizeof(pthread_barrier_t));

struct BarrierWait {
  const State& state;
  std::uint32_t round;
};

constexpr std::string_view kBarrier = "a barrier";

Participants participants;

bool is_released(const Fairness&, TaskId, void* subject) {
  const auto& [of, round] = *static_cast<const BarrierWait*>(subject);
  return of.round != round;
}

// What comes before leaving comes before destroying.
Object of_leaving(const pthread_barrier_t& barrier) {
  return Object::queue_at(reinterpret_cast<std::uintptr_t>(&barrier));
}

// A barrier of nobody does not exist.
void expect_usable(Runtime& runtime, const State& state, std::string_view use, std::uintptr_t pc) {
  if (state.count == 0) misuse_after_destruction(runtime, kBarrier, use, pc);
}

struct BarrierLeft {
  const Tasks& tasks;
  const State& state;
};

// All those who may leave have done so.
bool is_left(const Fairness&, TaskId, void* subject) {
  const auto& [tasks, state] = *static_cast<const BarrierLeft*>(subject);
  for (TaskId task = 0; task < tasks.count(); ++task) {
    if (!tasks[task].may_run() || tasks[task].ready != &is_released) continue;
    const auto& waiting = *static_cast<const BarrierWait*>(tasks[task].subject);
    if (&waiting.state == &state && waiting.round != state.round) return false;
  }
  return true;
}

}  // namespace

int wait(Runtime& runtime, pthread_barrier_t& barrier, std::uintptr_t pc) {
  const auto object = reinterpret_cast<std::uintptr_t>(&barrier);
  State& state = reinterpret_cast<State&>(barrier);
  runtime.release({Op::release, 0, object, pc});
  expect_usable(runtime, state, "waited at", pc);
  if (participants.come(object, runtime.current()) > state.count) runtime.visibility().watch_releases(object);
  BarrierWait waiting{state, state.round};
  const std::uint32_t number = state.round % kRounds;
  // Those who come to the next round before all have left this one are not ordered before those who leave it.
  runtime.races().release(runtime.current(), object + number);
  if (++state.arrived == state.count) {
    state.arrived = 0;
    ++state.round;
    state.untold |= 1U << number;
  }
  runtime.point({Op::acquire, 0, object, pc}, &is_released, &waiting);
  runtime.tasks().own().ready = nullptr;  // it has left
  runtime.races().release(runtime.current(), of_leaving(barrier));
  runtime.races().acquire(runtime.current(), object + number);
  const bool told = ((state.untold >> number) & 1) == 0;
  state.untold &= ~(1U << number);
  return told ? 0 : PTHREAD_BARRIER_SERIAL_THREAD;
}

int destroy(Runtime& runtime, pthread_barrier_t& barrier, std::uintptr_t pc) {
  State& state = reinterpret_cast<State&>(barrier);
  BarrierLeft left{runtime.tasks(), state};
  come_to_destroy(runtime, reinterpret_cast<std::uintptr_t>(&barrier), pc, &is_left, &left);
  runtime.races().acquire(runtime.current(), of_leaving(barrier));
  expect_usable(runtime, state, "destroyed", pc);
  if (state.arrived != 0) misuse(runtime, kBarrier, "destroyed while a thread waited at it", pc);
  state.count = 0;
  return 0;
}

}  // namespace tenter::explore
