// What is noted of each execution of a run: what it shows, and whether its schedule alone has made it what it is.
#pragma once

#include <string>
#include <vector>

#include "explore/engine/determinism_check.h"
#include "explore/engine/first_seen.h"
#include "explore/engine/memory_order_note.h"
#include "explore/engine/subject.h"
#include "explore/sandbox/uninitialised.h"
#include "explore/search/classifier.h"
#include "explore/search/findings.h"
#include "explore/search/search.h"

namespace tenter::explore {

// Thread safety: none.
class ExecutionReview {
 public:
  // `sought`: an outcome to look out for; null when there is none. REQUIRES: all of them outlive it.
  ExecutionReview(const Subject& subject, SelectedExecutor& executor, ForkedExecutor& forked,
                  const TraceRecorder& recorder, const std::string* sought);

  // The search has made its first execution, or its first since it began anew.
  void restarted(const Search& search);
  // `execution` has just ended, with `places` visible at its start. What is run to check it takes its place. Returns
  // whether it came to what is forbidden; a race alone is none.
  bool review(const ExecutionResult& execution, const Recorder& recorder, const VisiblePlaces& places);

  // What executions have shown that do not leave the process as they find it may not be so: nothing of it counts, and
  // they run in processes of their own from now on. REQUIRES: determinism().may_isolate().
  void start_over_isolated();

  bool found() const { return found_; }  // what was sought
  Findings& findings() { return findings_; }
  const Findings& findings() const { return findings_; }
  DeterminismCheck& determinism() { return determinism_; }
  const DeterminismCheck& determinism() const { return determinism_; }

  // What cannot be relied on.
  void add_to(Evidence& evidence);

 private:
  bool is_sought(const Observation& observation) const;
  std::vector<UnwrittenRead> deciding_reads(const ExecutionResult& execution, const VisiblePlaces& places);

  const std::string* const sought_;
  Classifier classifier_;
  Findings findings_;
  FirstSeen external_wait_;
  FirstSeen leftover_;
  MemoryOrderNote memory_order_;
  DeterminismCheck determinism_;
  Uninitialised uninitialised_;
  bool found_ = false;
};

}  // namespace tenter::explore
