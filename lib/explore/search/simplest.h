// Looks for the simplest execution that shows what an execution has shown.
#pragma once

#include <tenter/plugin.h>

#include "explore/executor/executor.h"
#include "explore/search/findings.h"
#include "host/anomaly_log.h"

namespace tenter::explore {

// Thread safety: none. What it runs is counted nowhere, and leaves the visible places as they were and no race
// reported.
class Simplest {
 public:
  // Tries a finding, of each of two ways: enough for all executions of two actors of a dozen steps with two
  // preemptions.
  static constexpr std::uint64_t kMostExecutions = 5'000;
  // What a tenth of these may take to find a shorter execution with as few preemptions.
  static constexpr std::uint64_t kMostStepsForShorter = 50'000;

  // Of each way `most` executions. REQUIRES: all of them outlive it.
  Simplest(Executor& executor, const Program& program, AnomalyLog& log, std::uint64_t most = kMostExecutions)
      : executor_(executor), program_(program), log_(log), most_(most) {}

  // Replaces the finding's schedule by one with fewer preemptions, or as many and fewer steps, where it finds one.
  // Says that it is minimal only when everything with fewer preemptions has been seen not to show it.
  void improve(Finding& finding);

 private:
  class Attempts;

  // True when the question is decided.
  bool enumerate(Attempts& attempts, Finding& finding) const;
  void shrink(Attempts& attempts, Finding& finding) const;

  Executor& executor_;
  const Program& program_;
  AnomalyLog& log_;
  std::uint64_t most_;
};

}  // namespace tenter::explore
