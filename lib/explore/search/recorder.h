// What a search decides, noted as it decides it: the schedule in memory that survives the process, the preemptions,
// who waits for what at the end, and whether executions are what their schedules make them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "explore/schedule/strategy.h"
#include "explore/search/prefix_check.h"
#include "model/shared_schedule.h"

namespace tenter::explore {

// A task that is still waiting when an execution ends.
struct PendingWait {
  TaskId task = 0;
  Operation operation;
};

// A strategy around another one, which it follows in everything that can be done.
class Recorder final : public Strategy {
 public:
  // REQUIRES: `shared` outlives it.
  Recorder(std::unique_ptr<Strategy> inner, SharedSchedule& shared) : inner_(std::move(inner)), shared_(shared) {}

  bool begin() override;
  TaskId choose(const SchedulePoint& point) override;
  void stepped(TaskId task, std::span<const Operation> footprint) override { inner_->stepped(task, footprint); }
  void forked(TaskId parent, TaskId child) override { inner_->forked(parent, child); }
  void joined(TaskId waiter, TaskId finished) override { inner_->joined(waiter, finished); }
  void end(Ending ending, const SchedulePoint& point) override;
  bool complete() const override { return inner_->complete(); }
  Covered covered() const override { return inner_->covered(); }

  Strategy& inner() { return *inner_; }
  // Of the last execution: switches away from a task that could have gone on.
  std::uint32_t preemptions() const { return preemptions_; }
  // At its end; of an execution in which all tasks returned, nobody.
  const std::vector<PendingWait>& waiting() const { return waiting_; }
  // Where the last execution was not what those before it had made of the same choices.
  const std::optional<Divergence>& divergence() const { return prefix_check_.divergence(); }

 private:
  std::unique_ptr<Strategy> inner_;
  SharedSchedule& shared_;
  PrefixCheck prefix_check_;
  std::uint32_t preemptions_ = 0;
  std::vector<PendingWait> waiting_;
};

}  // namespace tenter::explore
