#include "explore/schedule/strategies.h"

#include <stdexcept>
#include <utility>

#include "explore/schedule/bounded.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/schedule/pct.h"
#include "explore/schedule/pos.h"
#include "explore/schedule/preemption_bound.h"
#include "explore/schedule/random_walk.h"

namespace tenter::explore {
namespace {

std::unique_ptr<Strategy> unbounded(StrategyName name, std::uint64_t seed) {
  switch (name) {
    case StrategyName::dpor:
      return std::make_unique<Dpor>();
    case StrategyName::exhaustive:
      return std::make_unique<Exhaustive>();
    case StrategyName::random:
      return std::make_unique<RandomWalk>(seed);
    case StrategyName::pct:
      return std::make_unique<Pct>(seed);
    case StrategyName::pos:
      return std::make_unique<Pos>(seed);
    case StrategyName::automatic:
      break;
  }
  throw std::invalid_argument("auto is not a strategy of its own: the engine tries one after another");
}

}  // namespace

std::unique_ptr<Strategy> new_strategy(StrategyName name, std::uint64_t seed,
                                       std::optional<std::uint32_t> preemptions) {
  if (!preemptions) return unbounded(name, seed);
  switch (name) {
    case StrategyName::automatic:
    case StrategyName::exhaustive:
      return std::make_unique<Bounded>(*preemptions);
    case StrategyName::dpor:
      throw std::invalid_argument(
          "dpor cannot keep to a bound of preemptions: executions beyond it stand for some within it; use "
          "exhaustive");
    default:
      return std::make_unique<PreemptionBound>(unbounded(name, seed), *preemptions);
  }
}

}  // namespace tenter::explore
