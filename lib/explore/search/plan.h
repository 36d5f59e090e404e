// In which order strategies are tried for a request, and for how much of its budget.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "explore/schedule/strategies.h"
#include "model/run.h"

namespace tenter::explore {

// A search that is over when its strategy has nothing left, or its share is used up.
struct Phase {
  const StrategyKind* strategy = nullptr;
  std::optional<std::uint32_t> preemptions;  // at most so many
  double share = 1;                          // of the time and of the executions that are left when it begins
  std::uint64_t seed = 0;
};

// A named strategy has all of it. `auto` first tries to see everything, reduced; then everything with few
// preemptions, where most bugs are; then samples, in turns by strategies that are good at different things. With a
// bound it is all that keeps to it. Throws std::invalid_argument when there is no such strategy.
std::vector<Phase> phases_of(const SearchRequest& request, std::uint64_t seed, StrategyKinds kinds);

}  // namespace tenter::explore
