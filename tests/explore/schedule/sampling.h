// The strategies that sample.
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

#include "explore/schedule/strategies.h"

namespace tenter::explore::test {

inline std::vector<StrategyKind> sampling_strategies() {
  std::vector<StrategyKind> sampling;
  std::ranges::copy_if(all_strategies(), std::back_inserter(sampling),
                       [](const StrategyKind& kind) { return kind.approach == Approach::sampling; });
  return sampling;
}

}  // namespace tenter::explore::test
