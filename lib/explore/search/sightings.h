// What single executions show besides acceptable outcomes.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explore/runtime/execution_result.h"
#include "explore/search/recorder.h"
#include "host/anomaly_log.h"

namespace tenter::explore {

// Something worth showing that an execution has shown.
struct Sighting {
  enum class What : std::uint8_t { outcome, standstill, livelock, death, race, leak, report, uninitialised };

  What what = What::outcome;
  std::uint64_t key = 0;  // the same for what is the same in different executions
  Anomaly kind = Anomaly::forbidden_outcome;
  Grade grade = Grade::forbidden;
  std::string outcome;  // of an outcome
  std::string detail;   // of a death or a report
  std::optional<Race> race;
  TaskId task = kNoTask;              // that died
  std::uintptr_t block = 0;           // of the heap, that the death was about, or that is leaked
  std::size_t size = 0;               // of what is leaked
  std::optional<UnwrittenRead> read;  // that decides what the execution does
};

Sighting sighting_of(const Leak& leak);
Sighting sighting_of(const UnwrittenRead& read);
// Where one of the two accesses is that of who frees the memory, there may be none to access, and the race is known
// by that.
Anomaly kind_of(const Race& race);

// Looks at one execution after another of one tally. Thread safety: none.
class Lookout {
 public:
  // REQUIRES: all of them outlive it.
  Lookout(const ScenarioInfo& scenario, const AnomalyLog& log);

  // Outcomes are counted here from now on; at most one has been.
  void watch(const Tally& tally);

  // What the execution that has just ended shows; valid until the next call.
  const std::vector<Sighting>& look(const ExecutionResult& execution, const Recorder& recorder);
  // The outcome that was counted of it; null when none was.
  const std::string* outcome() const { return row_ ? &rows_[*row_].outcome : nullptr; }

 private:
  void look_at_outcome();
  void look_at_end(const ExecutionResult& execution, const Recorder& recorder);
  void look_at_leaks(const ExecutionResult& execution);
  void look_at_reports();
  std::optional<std::size_t> row_counted();

  const ScenarioInfo& scenario_;
  const AnomalyLog& log_;
  const Tally* tally_ = nullptr;
  std::vector<std::uint64_t> counts_, counts_before_;
  std::vector<OutcomeCount> rows_;
  std::optional<std::size_t> row_;  // of the last execution
  std::uint64_t reports_ = 0;
  std::vector<AnomalyReport> reported_;
  std::vector<Sighting> sightings_;
};

}  // namespace tenter::explore
