// The strategies by name.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "explore/schedule/strategy.h"
#include "model/run.h"

namespace tenter::explore {

// `seed` is for those that sample. `preemptions` bounds those of each execution: what was exhaustive is Bounded then.
//
// Throws std::invalid_argument, with a sentence for the user, for what there is not:
//   - `dpor` with a bound: it would leave out executions within the bound, because it counts on others beyond it to
//     stand for them (Coons, Musuvathi and McKinley, "Bounded partial-order reduction", OOPSLA 2013);
//   - `automatic` without a bound: that is not one strategy but the engine's choice of one after another. With a
//     bound it is Bounded.
std::unique_ptr<Strategy> new_strategy(StrategyName name, std::uint64_t seed,
                                       std::optional<std::uint32_t> preemptions);

}  // namespace tenter::explore
