#include "explore/sync/barrier.h"

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

Participants participants;

}  // namespace

int wait(Runtime& runtime, pthread_barrier_t& barrier, std::uintptr_t pc) {
  const auto object = reinterpret_cast<std::uintptr_t>(&barrier);
  State& state = reinterpret_cast<State&>(barrier);
  runtime.release({Op::release, 0, object, pc});
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
  runtime.point(
      {Op::acquire, 0, object, pc},
      [](const Fairness&, TaskId, void* subject) {
        const auto& [of, round] = *static_cast<const BarrierWait*>(subject);
        return of.round != round;
      },
      &waiting);
  runtime.races().acquire(runtime.current(), object + number);
  const bool told = ((state.untold >> number) & 1) == 0;
  state.untold &= ~(1U << number);
  return told ? 0 : PTHREAD_BARRIER_SERIAL_THREAD;
}

}  // namespace tenter::explore
