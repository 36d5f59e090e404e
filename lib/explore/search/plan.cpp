#include "explore/search/plan.h"

namespace tenter::explore {
namespace {

using enum StrategyName;

// Musuvathi and Qadeer, "Iterative context bounding for systematic testing of multithreaded programs", PLDI 2007,
// found all of the bugs of their subjects with two.
constexpr std::uint32_t kFewPreemptions = 2;

std::vector<Phase> automatic_phases(std::uint64_t seed) {
  return {{dpor, std::nullopt, 0.5, seed},
          {exhaustive, kFewPreemptions, 0.5, seed},
          {pct, std::nullopt, 0.4, seed},
          {pos, std::nullopt, 0.5, seed},
          {random, std::nullopt, 1.0, seed}};
}

}  // namespace

std::vector<Phase> phases_of(const RunRequest& request) {
  if (request.strategy != automatic) return {{request.strategy, request.preemptions, 1.0, request.seed}};
  if (request.preemptions) return {{exhaustive, request.preemptions, 1.0, request.seed}};
  return automatic_phases(request.seed);
}

}  // namespace tenter::explore
