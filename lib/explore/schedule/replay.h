// One execution, step by step as a list of tasks says.
//
// Where the list cannot be followed, because it is of another program, say, the execution goes on to its end without
// any further preemption.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "explore/event/replay_mismatch.h"
#include "explore/schedule/strategy.h"
#include "model/schedule.h"

namespace tenter::explore {

// An execution as far as schedules go.
struct Taken {
  ScheduledTasks tasks;                    // by step
  std::vector<std::uint32_t> preemptions;  // the steps, counted from 0, that are preemptions (schedule/choice.h)

  friend bool operator==(const Taken&, const Taken&) = default;
};

class Replay final : public Strategy {
 public:
  explicit Replay(ScheduledTasks tasks) : tasks_(std::move(tasks)) {}

  bool begin() override;  // for one execution
  TaskId choose(const SchedulePoint& point) override;
  void end(Ending ending, const SchedulePoint& point) override;

  // The first step that was not as wanted. Once the execution has ended: nothing when it was the one of the list.
  const std::optional<ReplayMismatch>& mismatch() const { return mismatch_; }
  const Taken& taken() const { return taken_; }

 private:
  TaskId wanted() const;
  void note_mismatch(const SchedulePoint& point);

  ScheduledTasks tasks_;
  Taken taken_;
  std::optional<ReplayMismatch> mismatch_;
  bool started_ = false;
};

}  // namespace tenter::explore
