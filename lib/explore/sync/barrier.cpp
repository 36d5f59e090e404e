#include "explore/sync/barrier.h"

namespace tenter::explore {
namespace {

struct State {
  std::uint32_t arrived;  // in this round
  std::uint32_t round;
  std::uint32_t count;
  std::uint32_t shared;
  std::uint32_t serial;  // rounds of which nobody has been told apart yet
};
static_assert(sizeof(State) <= sizeof(pthread_barrier_t));

struct Waiting {
  const State& state;
  std::uint32_t round;
};

}  // namespace

int wait(Runtime& runtime, pthread_barrier_t& barrier, std::uintptr_t pc) {
  const auto object = reinterpret_cast<std::uintptr_t>(&barrier);
  State& state = reinterpret_cast<State&>(barrier);
  Waiting waiting{state, state.round};
  // Those who come to the next round before all have left this one are not ordered before those who leave it.
  const std::uintptr_t round_object = object + (state.round & 1);
  runtime.merged({Op::release, 0, object, pc});
  runtime.races().release(runtime.current(), round_object);
  if (++state.arrived == state.count) {
    state.arrived = 0;
    ++state.round;
    ++state.serial;
  }
  runtime.point(
      {Op::acquire, 0, object, pc},
      [](const Runtime&, TaskId, void* subject) {
        const auto& [of, round] = *static_cast<const Waiting*>(subject);
        return of.round != round;
      },
      &waiting);
  runtime.races().acquire(runtime.current(), round_object);
  if (state.serial == 0) return 0;
  --state.serial;
  return PTHREAD_BARRIER_SERIAL_THREAD;
}

}  // namespace tenter::explore
