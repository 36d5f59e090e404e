#include "model/run.h"

namespace tenter {

std::optional<Affinity> affinity_named(std::string_view name) {
  for (const Affinity affinity : {Affinity::none, Affinity::spread, Affinity::same_core}) {
    if (name_of(affinity) == name) return affinity;
  }
  return std::nullopt;
}

std::optional<StrategyName> strategy_named(std::string_view name) {
  using enum StrategyName;
  for (const StrategyName strategy : {automatic, dpor, exhaustive, random, pct, pos}) {
    if (name_of(strategy) == name) return strategy;
  }
  return std::nullopt;
}

}  // namespace tenter
