// Dynamic partial-order reduction: of all executions that differ only in the order of independent steps, one.
//
// Source sets with sleep sets, after Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order
// reduction", POPL 2014 (Algorithm 1, Source-DPOR). Where it departs from the paper:
//   - a step may have merged parts (an unlock, the begin of a wait): dependence is between whole footprints;
//   - operations wait until they can be made, where the paper's can always be made.
//
// Why the latter is sound. Let `p` be a step made first somewhere, and `later` one that could be made there, perhaps
// after some steps that `p` is independent of, but not after `p`, which it depends on. What is needed is that below
// `p` the two are seen as a race, for then somebody who can come first in that other order is tried there.
//   - Below `p`, `later` is made when something has made it possible again. What has done so comes between `p` and
//     `later` in the happens-before relation, yet does not keep them from being a race: only what `later` could have
//     been made without does, for from there it is tried and finds `p` with one step less in between (find_races).
//   - Or its task waits to the end of an execution. It is taken to make its step then (end).
//   - Or the execution is abandoned before it comes to what makes `later` possible, because those who would make it
//     so are asleep. It counts as waiting to the end, too: those that cover the rest of the execution go another way
//     before they come to `p`.
// And a race which is none, because `later` would have to wait without what came in between, needs nothing: where
// nobody who could come first is enabled, there is nothing to be tried (reverse).
//
// Sound for every program whose executions are finite and determined by the schedule, up to giving way: who may
// yield or let time pass once more depends on steps that are else independent (Runtime::may_give).
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "explore/schedule/footprint.h"
#include "explore/schedule/reversal.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Dpor final : public Strategy {
 public:
  bool begin() override;
  TaskId choose(const SchedulePoint& point) override;
  void stepped(TaskId task, std::span<const Operation> operations) override;
  void forked(TaskId parent, TaskId child) override;
  void joined(TaskId waiter, TaskId finished) override;
  void end(Ending ending, const SchedulePoint& point) override;
  bool complete() const override { return complete_; }
  Covered covered() const override { return {complete_ ? Coverage::exhaustive : Coverage::sampled}; }

 private:
  using StepNumber = std::uint32_t;                 // from 1
  using Clock = std::array<StepNumber, kMaxTasks>;  // by task: its last step that happens before; 0 when none
  using Made = std::shared_ptr<const Footprint>;

  struct Asleep {
    TaskId task;
    Made step;  // what it would make
  };

  struct Frame {
    TaskId task = kNoTask;
    TaskSet enabled;
    TaskSet source;              // tasks to be tried here
    TaskSet done;                // those that need not be any more: tried, or asleep on entry
    std::vector<Asleep> asleep;  // on entry, and those done since
    Made step;
    Clock clock{};  // what happens before the step, itself included
  };

  // `to` goes on with what `from` has behind it: its child, or who waited for it.
  struct Passing {
    TaskId from;
    TaskId to;
  };

  Frame& frame_of(StepNumber step) { return frames_[step - 1]; }
  const Frame& frame_of(StepNumber step) const { return frames_[step - 1]; }
  bool depends_on(StepNumber later, StepNumber earlier) const;
  void join(Clock& clock, const Clock& other) const;
  TaskId open_frame(const SchedulePoint& point);
  std::vector<Asleep> still_asleep() const;
  void pass_on();
  void find_races(StepNumber later);
  void reverse(StepNumber earlier, StepNumber later);
  TaskSet initials(StepNumber earlier, StepNumber later) const;

  std::vector<Frame> frames_;            // of the current execution; frame i is step i + 1
  std::size_t depth_ = 0;                // steps chosen so far in this execution
  std::size_t known_ = 0;                // steps whose footprint and races are known from earlier executions
  TaskId tasks_ = 0;                     // in use, in any execution so far
  std::array<Clock, kMaxTasks> past_{};  // by task: what happens before its next step
  std::vector<Passing> passings_;        // in the step that goes on
  bool started_ = false;
  bool left_path_ = false;  // an execution ended before it had made the choices of an earlier one again
  bool complete_ = false;
};

}  // namespace tenter::explore
