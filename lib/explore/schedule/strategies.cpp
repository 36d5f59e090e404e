#include "explore/schedule/strategies.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <type_traits>

#include "explore/schedule/bounded.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/schedule/pct.h"
#include "explore/schedule/pos.h"
#include "explore/schedule/preemption_bound.h"
#include "explore/schedule/random_walk.h"

namespace tenter::explore {
namespace {

template <class Chosen>
std::unique_ptr<Strategy> make(std::uint64_t seed) {
  if constexpr (std::is_constructible_v<Chosen, std::uint64_t>) {
    return std::make_unique<Chosen>(seed);
  } else {
    return std::make_unique<Chosen>();
  }
}

constexpr StrategyKind kAll[] = {
    {"dpor", Approach::reduction, make<Dpor>},        {"exhaustive", Approach::enumeration, make<Exhaustive>},
    {"random", Approach::sampling, make<RandomWalk>}, {"pct", Approach::sampling, make<Pct>},
    {"pos", Approach::sampling, make<Pos>},
};

}  // namespace

StrategyKinds all_strategies() { return kAll; }

const StrategyKind& strategy_named(std::string_view name, StrategyKinds kinds) {
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const StrategyKind& kind) { return kind.name == name; });
  if (found == kinds.end()) throw std::invalid_argument(fmt::format("there is no strategy {}", name));
  return *found;
}

bool can_be_bounded(const StrategyKind& kind) { return kind.approach != Approach::reduction; }

std::unique_ptr<Strategy> new_strategy(const StrategyKind& kind, std::uint64_t seed,
                                       std::optional<std::uint32_t> preemptions) {
  if (!preemptions) return kind.make(seed);
  if (!can_be_bounded(kind)) {
    throw std::invalid_argument(fmt::format(
        "{} cannot keep to a bound of preemptions: executions beyond it stand for some within it; use exhaustive",
        kind.name));
  }
  if (kind.approach == Approach::enumeration) return std::make_unique<Bounded>(*preemptions);
  return std::make_unique<PreemptionBound>(kind.make(seed), *preemptions);
}

}  // namespace tenter::explore
