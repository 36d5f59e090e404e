// Keeps another strategy to executions with at most so many preemptions: when they are spent, all others wait for as
// long as the task that ran last can go on. What a preemption is: schedule/choice.h.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "explore/schedule/strategy.h"

namespace tenter::explore {

class PreemptionBound final : public Strategy {
 public:
  // `inner` must not take a task that waits here for one that waits in the program: it may sample, but not reduce.
  PreemptionBound(std::unique_ptr<Strategy> inner, std::uint32_t most) : inner_(std::move(inner)), most_(most) {}

  bool begin() override;
  TaskId choose(const SchedulePoint& point) override;
  void stepped(TaskId task, std::span<const Operation> footprint) override { inner_->stepped(task, footprint); }
  void forked(TaskId parent, TaskId child) override { inner_->forked(parent, child); }
  void joined(TaskId waiter, TaskId finished) override { inner_->joined(waiter, finished); }
  void end(Ending ending, const SchedulePoint& point) override { inner_->end(ending, point); }
  bool complete() const override { return inner_->complete(); }

 private:
  std::unique_ptr<Strategy> inner_;
  std::uint32_t most_;
  std::uint32_t spent_ = 0;  // in this execution; at most `most_`
};

}  // namespace tenter::explore
