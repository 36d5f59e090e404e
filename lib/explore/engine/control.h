// Whether the schedule alone decides what an execution is, as far as anybody has seen; and what is done when it does
// not.
#pragma once

#include <optional>
#include <string>

#include "explore/engine/teller.h"
#include "explore/sandbox/isolation.h"
#include "explore/search/recorder.h"
#include "explore/search/reproduction.h"
#include "explore/search/selected_executor.h"

namespace tenter::explore {

struct Subject;

// Of one run. Once executions have differed, they get a process each; when they differ still, control is lost.
// Thread safety: none.
class Control {
 public:
  // `executor` is the subject's at first. REQUIRES: all of them outlive it.
  Control(const Subject& subject, SelectedExecutor& executor, Isolation& isolation, Teller& teller);

  // A search begins, or begins anew.
  void restarted() { reproduction_.restarted(); }

  // `execution` has just ended, with `places` visible at its start; `outcome` was counted of it, if anything was.
  // What is run to check it takes its place.
  void check(const ExecutionResult& execution, const Recorder& recorder, const std::string* outcome,
             const VisiblePlaces& places);
  // The search is over.
  void check_all_again();

  // Executions of the same schedule have differed, and nothing more is checked. What was seen is not all there is.
  bool doubtful() const { return !doubt_.empty(); }
  // ... but may not do so in processes of their own.
  bool may_isolate() const { return doubtful() && !isolated_ && isolation_.possible(); }

  // Executions run in processes of their own from now on, and there is no doubt. REQUIRES: may_isolate().
  void isolate();
  // They run here again if they were doubtful there, too.
  void isolate_no_more_in_vain();
  bool isolated() const { return isolated_; }

  // Adds what was out of control to the evidence.
  void tell(Evidence& evidence);

 private:
  void doubt(const std::optional<Departure>& departure);

  InProcessExecutor& here_;
  SelectedExecutor& executor_;
  Isolation& isolation_;
  Teller& teller_;
  Reproduction reproduction_;
  std::string doubt_;
  bool isolated_ = false;
  std::string reason_to_isolate_;
  std::optional<Course> outside_;  // of the first execution that ended by a wait for what is outside
  std::string waits_outside_;      // told of it
};

}  // namespace tenter::explore
