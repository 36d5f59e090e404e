// Dynamic partial-order reduction: of all executions that differ only in the order of independent steps, one.
//
// Source sets with sleep sets, after Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order
// reduction", POPL 2014 (Algorithm 1, Source-DPOR). Where it departs from the paper:
//   - a step may have merged parts (an unlock, the begin of a wait): dependence is between whole footprints;
//   - a lock that was blocked is reversed with the lock before it, not with the unlock that enabled it, because two
//     steps of which one enables the other never run in the other order;
//   - a task that waits in vain at the end of an execution is taken to make its pending step then, for what it races
//     with may have left it waiting (Flanagan and Godefroid look at the next step of every task at every state);
//   - where the task that a reversal wants first is not enabled there, all enabled tasks are tried, which is sound
//     whatever disabled it (Flanagan and Godefroid, POPL 2005).
//
// Sound for every program whose executions are finite and determined by the schedule.
#pragma once

#include <array>
#include <vector>

#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Dpor final : public Strategy {
 public:
  bool begin() override;
  TaskId choose(const SchedulePoint& point) override;
  void stepped(TaskId task, std::span<const Operation> footprint) override;
  void forked(TaskId parent, TaskId child) override;
  void joined(TaskId waiter, TaskId finished) override;
  void end(Ending ending, const SchedulePoint& point) override;
  bool complete() const override { return complete_; }

 private:
  static constexpr std::uint32_t kNever = 0;           // steps are numbered from 1
  using Clock = std::array<std::uint32_t, kMaxTasks>;  // by task: its last step that happens before
  using Footprint = std::vector<Operation>;

  struct Asleep {
    TaskId task;
    Footprint footprint;  // of the step that it would make
  };

  struct Frame {
    TaskId task;
    Footprint footprint;
    Clock clock;  // what happens before this step, itself included
    TaskSet enabled = 0;
    TaskSet source = 0;          // tasks to be tried here
    TaskSet done = 0;            // those that need not be any more: tried, or asleep on entry
    std::vector<Asleep> asleep;  // on entry, and those done since
  };

  // `to` goes on with what `from` has behind it: its child, or who waited for it.
  struct Passing {
    TaskId from;
    TaskId to;
  };

  std::uint32_t step_number() const { return static_cast<std::uint32_t>(depth_); }
  TaskId open_frame(const SchedulePoint& point);
  std::vector<Asleep> still_asleep() const;
  void compute_clock(Frame& frame);
  void pass_on();
  void find_races(std::uint32_t number, bool in_vain);
  void reverse(std::uint32_t earlier, std::uint32_t later);
  TaskSet initials(std::uint32_t earlier, std::uint32_t later) const;
  bool happens_before(std::uint32_t earlier, std::uint32_t later) const;

  std::vector<Frame> frames_;            // of the current execution; frame i is step i + 1
  std::size_t depth_ = 0;                // steps chosen so far in this execution
  std::size_t known_ = 0;                // steps whose footprint and races are known from earlier executions
  std::array<Clock, kMaxTasks> past_{};  // by task: what happens before its next step
  std::vector<Passing> passings_;        // in the step that goes on
  bool started_ = false;
  bool complete_ = false;
};

}  // namespace tenter::explore
