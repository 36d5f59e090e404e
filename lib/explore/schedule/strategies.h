// The strategies that there are. What a user needs to know of each stands in its row: a new one is a class and a row.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "explore/schedule/strategy.h"

namespace tenter::explore {

// How a strategy goes through the executions of a program.
enum class Approach : std::uint8_t {
  enumeration,  // each once, in an order of its own
  reduction,    // the same, but only one of those that come to the same
  sampling,     // drawn at random: as many as were made are a sample, and there is never nothing left
};

struct StrategyKind {
  std::string_view name;
  Approach approach;
  std::unique_ptr<Strategy> (*make)(std::uint64_t seed);  // without a bound; `seed` is for those that sample
};

using StrategyKinds = std::span<const StrategyKind>;

StrategyKinds all_strategies();

// Throws std::invalid_argument when there is none of this name, or of this name only the engine's choice of one after
// another.
const StrategyKind& strategy_named(std::string_view name, StrategyKinds kinds = all_strategies());

// True for strategies that can keep to a bound of preemptions. A reduction cannot: it would leave out executions
// within the bound, because it counts on others beyond it to stand for them (Coons, Musuvathi and McKinley, "Bounded
// partial-order reduction", OOPSLA 2013).
bool can_be_bounded(const StrategyKind& kind);

// `preemptions` bounds those of each execution: what enumerates is Bounded then. Throws std::invalid_argument, with a
// sentence for the user, for a bound to which the strategy cannot keep.
std::unique_ptr<Strategy> new_strategy(const StrategyKind& kind, std::uint64_t seed,
                                       std::optional<std::uint32_t> preemptions);

}  // namespace tenter::explore
