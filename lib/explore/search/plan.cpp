#include "explore/search/plan.h"

namespace tenter::explore {
namespace {

// Musuvathi and Qadeer, "Iterative context bounding for systematic testing of multithreaded programs", PLDI 2007,
// found all of the bugs of their subjects with two.
constexpr std::uint32_t kFewPreemptions = 2;

std::vector<Phase> automatic_phases(std::uint64_t seed) {
  return {{&strategy_named("dpor"), std::nullopt, 0.5, seed},
          {&strategy_named("exhaustive"), kFewPreemptions, 0.5, seed},
          {&strategy_named("pct"), std::nullopt, 0.4, seed},
          {&strategy_named("pos"), std::nullopt, 0.5, seed},
          {&strategy_named("random"), std::nullopt, 1.0, seed}};
}

}  // namespace

std::vector<Phase> phases_of(const SearchRequest& request, std::uint64_t seed, StrategyKinds kinds) {
  if (request.strategy != kAutomatic) {
    return {{&strategy_named(request.strategy, kinds), request.preemptions, 1.0, seed}};
  }
  if (request.preemptions) return {{&strategy_named("exhaustive"), request.preemptions, 1.0, seed}};
  return automatic_phases(seed);
}

}  // namespace tenter::explore
