#include "explore/search/classifier.h"

#include <algorithm>
#include <utility>

namespace tenter::explore {
namespace {

void classify_end(const ExecutionResult& execution, const Recorder& recorder,
                  std::vector<Observation>& observations) {
  if (execution.ending != Ending::deadlock && execution.ending != Ending::livelock) return;
  observations.emplace_back(Standstill{execution.ending == Ending::livelock, recorder.waiting()});
}

}  // namespace

const std::vector<Observation>& Classifier::classify(const ExecutionResult& execution, const Recorder& recorder) {
  observations_.clear();
  outcomes_.classify(observations_);
  classify_end(execution, recorder, observations_);
  for (const Death& death : execution.deaths) observations_.emplace_back(death);
  for (const Leak& leak : execution.leaks) observations_.emplace_back(leak);
  reports_.classify(observations_);
  for (const Race& race : execution.races) observations_.emplace_back(race);
  return observations_;
}

void OutcomeClassifier::watch(const Tally& tally) {
  tally_ = &tally;
  counts_before_.clear();
}

// The row that has grown; one execution counts one at most.
std::optional<std::size_t> OutcomeClassifier::row_counted() {
  counts_.clear();
  tally_->counts(counts_);
  const bool new_row = counts_.size() > counts_before_.size();
  if (new_row) rows_ = tally_->rows();
  const std::size_t known = counts_before_.size();
  const auto differing = std::mismatch(counts_before_.begin(), counts_before_.end(), counts_.begin()).first;
  const auto row = static_cast<std::size_t>(differing - counts_before_.begin());
  std::swap(counts_, counts_before_);
  if (row < known || new_row) return row;
  return std::nullopt;
}

void OutcomeClassifier::classify(std::vector<Observation>& observations) {
  row_ = row_counted();
  if (!row_) return;
  const OutcomeCount& counted = rows_[*row_];
  const Expectation& expected = expectation_at(scenario_, counted.expectation);
  if (expected.grade == Grade::acceptable) return;
  observations.emplace_back(
      RemarkableOutcome{counted.outcome, counted.expectation, expected.anomaly, expected.grade});
}

void ReportClassifier::classify(std::vector<Observation>& observations) {
  if (std::exchange(reports_, log_.reports()) == log_.reports()) return;
  const std::vector<AnomalyReport> before = std::exchange(known_, log_.anomalies());
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const AnomalyReport& report = known_[i];
    if (i < before.size() && before[i].count == report.count) continue;
    observations.emplace_back(ProgramReport{report.kind, report.detail});
  }
}

}  // namespace tenter::explore
