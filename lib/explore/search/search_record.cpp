#include "explore/search/search_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/numbers.h"

namespace tenter::explore {

void SearchRecord::begin(const StrategyKind& strategy) { strategies_.push_back(&strategy); }

void SearchRecord::add(const Search& search, const ExecutionResult& execution) {
  now_.executions = search.executions();
  now_.blocked = search.abandoned();
  now_.cut += execution.ending == Ending::cut ? 1 : 0;
  now_.outside += execution.ending == Ending::external_wait ? 1 : 0;
}

void SearchRecord::end(const Search& search, const Covered& covered) {
  const Coverage coverage = now_.cut == 0 ? covered.coverage : Coverage::sampled;
  seen_all_ = coverage == Coverage::exhaustive;
  if (now_.outside == 0 && coverage != Coverage::sampled) {
    coverage_ = coverage;
    covering_ = seen_all_ ? now_.executions - now_.blocked : covered.executions;
    preemptions_ = seen_all_ ? 0 : covered.preemptions;
  }
  if (strategies_.back()->approach == Approach::sampling) sampled_ += now_.executions;
  set_outcomes(search);
  before_ += std::exchange(now_, {});
}

void SearchRecord::cover_nothing() {
  coverage_ = Coverage::sampled;
  preemptions_ = 0;
}

Count SearchRecord::total() const {
  Count total = before_;
  total += now_;
  return total;
}

void SearchRecord::add_to(Evidence& evidence) const {
  Count count = total();
  evidence.executions = count.executions;
  evidence.coverage = coverage_;
  evidence.outcomes = std::move(count.outcomes);
  std::vector<std::string_view> names;
  for (const StrategyKind* strategy : strategies_) names.push_back(strategy->name);
  Exploration& exploration = evidence.exploration.emplace();
  exploration.strategy = fmt::format("{}", fmt::join(names, ", then "));
  exploration.reduced =
      !strategies_.empty() && std::all_of(strategies_.begin(), strategies_.end(), [](const StrategyKind* strategy) {
        return strategy->approach == Approach::reduction;
      });
  exploration.anomalous = count.anomalous;
  exploration.blocked = count.blocked + count.cut + count.outside;
  exploration.preemptions = preemptions_;
  exploration.sampled = sampled_;
  exploration.covering = covering_;
}

void SearchRecord::add_notes_to(Evidence& evidence) const {
  const std::uint64_t cut = total().cut;
  if (cut == 0) return;
  evidence.notes.push_back(
      fmt::format("{} {} cut at the bound of steps", counted(cut, "execution"), cut == 1 ? "was" : "were"));
}

}  // namespace tenter::explore
