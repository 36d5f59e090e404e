#include "explore/sync/test_barrier.h"

#include <bit>
#include <cstring>

#include "explore/sync/participants.h"

namespace tenter::explore {
namespace {

struct BarrierState {
  std::uint32_t count;
  std::uint32_t arrived;  // ever

  std::uint32_t round() const { return arrived / count; }
};
static_assert(sizeof(BarrierState) == sizeof(std::uint64_t));

BarrierState state_of(const std::uint64_t& barrier) { return std::bit_cast<BarrierState>(barrier); }

Participants participants_of_tests;

struct TestBarrierWait {
  const std::uint64_t& barrier;
  std::uint32_t round;
};

bool round_is_over(const Fairness&, TaskId, void* subject) {
  const auto& [barrier, round] = *static_cast<const TestBarrierWait*>(subject);
  return state_of(barrier).round() != round;
}

}  // namespace

void start(std::uint64_t& barrier, std::uint32_t count) {
  barrier = std::bit_cast<std::uint64_t>(BarrierState{count, 0});
}

void wait(Runtime& runtime, std::uint64_t& barrier, std::uintptr_t pc) {
  const auto object = reinterpret_cast<std::uintptr_t>(&barrier);
  runtime.release({Op::release, 0, object, pc});
  BarrierState state = state_of(barrier);
  if (participants_of_tests.come(object, runtime.current()) > state.count)
    runtime.visibility().watch_releases(object);
  TestBarrierWait waiting{barrier, state.round()};
  ++state.arrived;
  barrier = std::bit_cast<std::uint64_t>(state);
  runtime.point({Op::acquire, 0, object, pc}, &round_is_over, &waiting);
}

}  // namespace tenter::explore
