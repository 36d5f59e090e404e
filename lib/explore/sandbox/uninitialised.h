// Which reads of memory that nobody has written decide what an execution does.
//
// That such memory is read is no defect by itself: structures with padding are copied, members that mean nothing yet,
// too; and what code without instrumentation has written nobody has seen. So the same schedule is run again with
// other contents of that memory (sandbox/trial.h). Where the execution becomes another one by the bytes of one read
// alone, that read, and nothing else, decides.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "explore/sandbox/trial.h"

namespace tenter::explore {

// Of one search, or one replay. Thread safety: none.
class Uninitialised {
 public:
  // REQUIRES: it outlives this.
  explicit Uninitialised(ForkedExecutor& forked) : forked_(forked) {}

  // Those that decide of an execution of a search, which ran with `places` visible at its start. A place in the code
  // is looked at when it comes up for the 1st, 2nd, 4th, 8th, ... time: executions in which nothing depends on it
  // cost little. What was given up is not looked at.
  std::vector<UnwrittenRead> look(const ExecutionResult& execution, const VisiblePlaces& places);

  // Those of `reads`, which are all of this schedule, that decide. None where there is no process to be had.
  std::vector<UnwrittenRead> deciding(const PinnedSchedule& schedule, const std::vector<UnwrittenRead>& reads);

  // The search begins anew.
  void restarted() { places_.clear(); }

 private:
  struct Place {
    std::uint64_t times = 0;
    std::uint64_t next = 1;
  };
  bool due(const std::vector<UnwrittenRead>& reads);

  ForkedExecutor& forked_;
  std::unordered_map<std::uintptr_t, Place> places_;
};

}  // namespace tenter::explore
