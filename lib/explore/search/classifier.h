// Looks at executions for what they show besides acceptable outcomes.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explore/event/execution_result.h"
#include "explore/search/observation.h"
#include "explore/search/recorder.h"
#include "host/anomaly_log.h"

namespace tenter::explore {

// Which outcome each execution has counted in a tally. Thread safety: none.
class OutcomeClassifier {
 public:
  // REQUIRES: it outlives this.
  explicit OutcomeClassifier(const ScenarioInfo& scenario) : scenario_(scenario) {}

  // Outcomes are counted here from now on; at most one has been. REQUIRES: it outlives the calls that follow.
  void watch(const Tally& tally);

  void classify(std::vector<Observation>& observations);
  // The outcome of the execution that was classified last; null when none was counted.
  const std::string* outcome() const { return row_ ? &rows_[*row_].outcome : nullptr; }

 private:
  std::optional<std::size_t> row_counted();

  const ScenarioInfo& scenario_;
  const Tally* tally_ = nullptr;
  std::vector<std::uint64_t> counts_, counts_before_;
  std::vector<OutcomeCount> rows_;
  std::optional<std::size_t> row_;  // of the last execution
};

// What each execution has reported of itself. Thread safety: none.
class ReportClassifier {
 public:
  // REQUIRES: it outlives this.
  explicit ReportClassifier(const AnomalyLog& log) : log_(log), reports_(log.reports()), known_(log.anomalies()) {}

  void classify(std::vector<Observation>& observations);

 private:
  const AnomalyLog& log_;
  std::uint64_t reports_;
  std::vector<AnomalyReport> known_;
};

// Everything that executions of one tally show. A new kind of observation has its classifier here. Thread safety:
// none.
class Classifier {
 public:
  // REQUIRES: both outlive it.
  Classifier(const ScenarioInfo& scenario, const AnomalyLog& log) : outcomes_(scenario), reports_(log) {}

  // Outcomes are counted here from now on; at most one has been. REQUIRES: it outlives the calls that follow.
  void watch(const Tally& tally) { outcomes_.watch(tally); }

  // What the execution that has just ended shows; valid until the next call.
  const std::vector<Observation>& classify(const ExecutionResult& execution, const Recorder& recorder);
  // The outcome that was counted of it; null when none was.
  const std::string* outcome() const { return outcomes_.outcome(); }

 private:
  OutcomeClassifier outcomes_;
  ReportClassifier reports_;
  std::vector<Observation> observations_;
};

}  // namespace tenter::explore
