// The seam between the runtime and whatever decides who goes next.
//
// The runtime asks only where there is a choice to record: before each visible operation, with every task's pending
// operation known. A strategy sees tasks as numbers in order of creation, never code or memory, so that the same
// answers give the same execution.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "explore/event/ending.h"
#include "explore/event/operation.h"
#include "explore/event/task_set.h"
#include "model/coverage.h"

namespace tenter::explore {

struct SchedulePoint {
  TaskSet enabled;                     // those that can make their pending operation now
  TaskSet waiting;                     // those whose pending operation has to wait
  TaskId last;                         // the task that made the step before this one; kNoTask at the start
  std::span<const Operation> pending;  // by task; meaningful for those in either set
};

// What the executions that a strategy has decided amount to.
struct Covered {
  Coverage coverage = Coverage::sampled;
  std::uint32_t preemptions = 0;  // of `bounded`: every execution with at most so many was among them
  std::uint64_t executions = 0;   // of `bounded`: how many these are
};

class Strategy {
 public:
  virtual ~Strategy() = default;

  // Before each execution. False: there is nothing left to explore.
  virtual bool begin() = 0;

  // Who makes the next step: a member of point.enabled, which is not empty; or kNoTask to abandon the execution as
  // redundant.
  virtual TaskId choose(const SchedulePoint& point) = 0;

  // After the step that choose() decided: everything visible or merged with it that was done, in order, by the task
  // and by those that its end let go on. It may tell more, if never less, than what was done: where a step that looks
  // at one object does something to another or not, depending on what it sees, both are told in either case. Else it
  // would be independent of others in one execution, and not in another that differs only in what it sees.
  virtual void stepped(TaskId, std::span<const Operation>) {}

  // Told in the middle of the step that choose() decided last, or before the first: a task (of that step, or a child
  // or waiter that runs in it) has made `child`; `waiter` goes on after `finished`.
  virtual void forked(TaskId /*parent*/, TaskId /*child*/) {}
  virtual void joined(TaskId /*waiter*/, TaskId /*finished*/) {}

  // The execution has ended. A task that waits at `point` has waited in vain, and would have gone on if others had
  // not gone first: no later step will show that.
  virtual void end(Ending, const SchedulePoint& /*point*/) {}

  // True when begin() returned false because every execution within its bounds has been seen.
  virtual bool complete() const { return false; }

  // Where all executions came to their own ends.
  virtual Covered covered() const { return {}; }
};

}  // namespace tenter::explore
