// Whether the schedule alone decides what an execution is, as far as anybody has seen; and in processes of their own
// where it does not in one.
#pragma once

#include <optional>
#include <string>

#include "explore/engine/subject.h"
#include "explore/engine/trace_recorder.h"
#include "explore/sandbox/forked_executor.h"
#include "explore/search/recorder.h"
#include "explore/search/reproduction.h"
#include "explore/search/selected_executor.h"

namespace tenter::explore {

// Of one run. Once executions have differed, they get a process each; when they differ still, nothing is certain.
// Thread safety: none.
class DeterminismCheck {
 public:
  // `executor` is the subject's at first. REQUIRES: all of them outlive it.
  DeterminismCheck(const Subject& subject, SelectedExecutor& executor, ForkedExecutor& forked);

  // A search begins, or begins anew.
  void restarted() { reproduction_.restarted(); }

  // `execution` has just ended; `outcome` was counted of it, if anything was. What is run to check it takes its
  // place.
  void check(const ExecutionResult& execution, const Recorder& recorder, const std::string* outcome);
  // The search is over.
  void check_all_again();

  // Executions of the same schedule have differed, and nothing more is checked. What was seen is not all there is.
  bool failed() const { return !failure_.empty(); }
  // ... but may not do so in processes of their own.
  bool may_isolate() const { return failed() && !isolated_ && forked_.possible(); }

  // Executions run in processes of their own from now on, and nothing has failed. REQUIRES: may_isolate().
  void isolate();
  // The same, and for ever, before anything has run; `reason`: what would happen in one process. Throws
  // std::system_error where the system refuses another process.
  void isolate_from_the_start(std::string reason);
  // They run here again if they differed there, too.
  void isolate_no_more_in_vain();
  bool isolated() const { return isolated_; }

  // What has decided besides the schedule.
  void add_to(Evidence& evidence) const;

 private:
  void note(const std::optional<Divergence>& divergence);

  const Subject& subject_;
  SelectedExecutor& executor_;
  ForkedExecutor& forked_;
  Reproduction reproduction_;
  std::string failure_;
  bool isolated_ = false;
  bool must_isolate_ = false;
  std::string reason_to_isolate_;
};

}  // namespace tenter::explore
