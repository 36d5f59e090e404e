#include "explore/search/importance.h"

#include <algorithm>
#include <tuple>
#include <variant>

#include "oracle/verdict.h"

namespace tenter::explore {

std::vector<const Finding*> by_importance(const Findings& findings, const std::optional<Anomaly>& claimed) {
  std::vector<const Finding*> sorted;
  for (const Finding& finding : findings.all()) sorted.push_back(&finding);
  const auto rank = [&](const Finding* finding) {
    const Observation& observation = finding->observation;
    const bool is_claimed = claimed && oracle::witnesses(kind_of(observation), *claimed);
    return std::tuple(!is_claimed, grade_of(observation) != Grade::forbidden,
                      std::holds_alternative<Race>(observation), finding->preemptions,
                      finding->schedule.tasks.size());
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Finding* left, const Finding* right) { return rank(left) < rank(right); });
  return sorted;
}

}  // namespace tenter::explore
