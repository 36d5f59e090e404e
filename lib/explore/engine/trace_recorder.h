// Runs an execution once more to record its trace: who did what, on what, where in the code, and who waited for what
// at the end.
#pragma once

#include <tenter/plugin.h>

#include "explore/event/pinned_schedule.h"
#include "explore/executor/executor.h"
#include "explore/witness/trace.h"
#include "model/shared_schedule.h"

namespace tenter::explore {

// Leaves the executor as it was, but for its last result. Thread safety: none.
class TraceRecorder {
 public:
  // REQUIRES: both outlive it.
  TraceRecorder(Executor& executor, const Program& program) : executor_(executor), program_(program) {}

  // What is decided is noted in `shared`, where there is one.
  Trace record(const PinnedSchedule& schedule, SharedSchedule* shared = nullptr) const;
  // The same up to the schedule's last step, which is recorded as it was announced, and never made. Without a step,
  // nothing.
  Trace record_short_of_last(const PinnedSchedule& schedule) const;
  // Whether the race is one in this execution only as long as nobody takes the libraries that are not instrumented to
  // order those who run their code: which of them were entered then, a bit each; 0 when it is one all the same.
  std::uint64_t libraries_that_may_order(const PinnedSchedule& schedule, const Race& race) const;
  // Nothing but where memory was in the last execution, for these operations.
  Trace memory_of(const std::vector<Operation>& operations) const;

 private:
  Trace record_steps(const PinnedSchedule& schedule, SharedSchedule* shared, std::size_t most) const;
  void add_memory(Trace& trace) const;
  void add_owner_of_stack(Trace& trace, Object object) const;

  Executor& executor_;
  const Program& program_;
};

}  // namespace tenter::explore
