// Every interleaving of visible operations, once each, without any reduction: those without a preemption first, then
// those with one, and so on, to a bound or to the end.
//
// Iterative context bounding, after Musuvathi and Qadeer, "Iterative context bounding for systematic testing of
// multithreaded programs", PLDI 2007 (Algorithm 1). Most bugs need few preemptions, and a search that was stopped can
// say how many it has covered. What a preemption is: schedule/choice.h. Where it departs from the paper:
//   - it keeps no states: a work item is a schedule, whose prefix is run again;
//   - work items that lie on one execution are kept together with it, a byte a step and a set a new step, and
//     searched depth-first, so memory grows with the executions of one bound, not with the choices they leave.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "explore/schedule/strategy.h"
#include "model/schedule.h"

namespace tenter::explore {

class Bounded final : public Strategy {
 public:
  // `most`: preemptions in one execution; without, there is no bound.
  explicit Bounded(std::optional<std::uint32_t> most) : most_(most) {}

  bool begin() override;
  TaskId choose(const SchedulePoint& point) override;
  // Every execution with at most `most` preemptions has been seen.
  bool complete() const override { return complete_; }
  // At any time every execution with fewer preemptions than those being run; all when none has more than allowed.
  Covered covered() const override;

 private:
  struct Choice {
    TaskId chosen;
    TaskSet untried;   // alternatives without a preemption, not yet taken here
    TaskSet deferred;  // alternatives that are preemptions: for the next bound
  };
  // An execution with what it leaves for the next bound. Steps before `first` belong to executions before it.
  struct Trunk {
    ScheduledTasks tasks;
    std::size_t first;
    std::vector<TaskSet> deferred;  // of the steps from `first` on
  };

  void put_off();
  bool backtrack();
  bool next_preemption();
  bool next_bound();
  void start_from(Trunk& trunk, std::size_t step);

  std::optional<std::uint32_t> most_;
  std::uint32_t bound_ = 0;  // each execution has as many preemptions
  std::uint64_t begun_ = 0;  // executions
  std::uint64_t begun_before_bound_ = 0;
  std::vector<Choice> path_;  // of the current execution
  std::size_t depth_ = 0;     // how many of them the current execution has made
  std::size_t new_from_ = 0;  // choices from here on are first made by the current execution
  std::deque<Trunk> now_;     // what is left of this bound: every entry has `bound_` - 1 preemptions
  std::deque<Trunk> later_;   // for the next bound
  bool started_ = false;
  bool complete_ = false;
  bool left_some_out_ = false;  // some executions have more preemptions than allowed
};

}  // namespace tenter::explore
