#include "explore/sync/test_barrier.h"

#include <bit>
#include <cstring>

#include "explore/sync/participants.h"

namespace tenter::explore {
namespace {

struct State {
  std::uint32_t count;
  std::uint32_t arrived;  // ever

  std::uint32_t round() const { return arrived / count; }
};
static_assert(sizeof(State) == sizeof(std::uint64_t));

State state_of(const std::uint64_t& barrier) { return std::bit_cast<State>(barrier); }

Participants participants;

struct BarrierWait {
  const std::uint64_t& barrier;
  std::uint32_t round;
};

bool round_is_over(const Fairness&, TaskId, void* subject) {
  const auto& [barrier, round] = *static_cast<const BarrierWait*>(subject);
  return state_of(barrier).round() != round;
}

}  // namespace

void start(std::uint64_t& barrier, std::uint32_t count) { barrier = std::bit_cast<std::uint64_t>(State{count, 0}); }

void wait(Runtime& runtime, std::uint64_t& barrier, std::uintptr_t pc) {
  const auto object = reinterpret_cast<std::uintptr_t>(&barrier);
  runtime.release({Op::release, 0, object, pc});
  State state = state_of(barrier);
  if (participants.come(object, runtime.current()) > state.count) runtime.visibility().watch_releases(object);
  BarrierWait waiting{barrier, state.round()};
  ++state.arrived;
  barrier = std::bit_cast<std::uint64_t>(state);
  runtime.point({Op::acquire, 0, object, pc}, &round_is_over, &waiting);
}

}  // namespace tenter::explore
