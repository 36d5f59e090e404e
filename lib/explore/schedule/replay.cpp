#include "explore/schedule/replay.h"

#include "explore/schedule/choice.h"

namespace tenter::explore {

bool Replay::begin() { return !std::exchange(started_, true); }

TaskId Replay::choose(const SchedulePoint& point) {
  const TaskId next = wanted();
  const bool possible = next < kMaxTasks && point.enabled.contains(next);
  if (!possible && !mismatch_) note_mismatch(point);
  const TaskId chosen = mismatch_ ? undisturbed(point) : next;
  if (is_preemption(point, chosen)) taken_.preemptions.push_back(static_cast<std::uint32_t>(taken_.tasks.size()));
  taken_.tasks.push_back(static_cast<ScheduledTask>(chosen));
  return chosen;
}

void Replay::end(Ending, const SchedulePoint& point) {
  if (wanted() != kNoTask && !mismatch_) note_mismatch(point);
}

TaskId Replay::wanted() const {
  const std::size_t step = taken_.tasks.size();
  return step < tasks_.size() ? tasks_[step] : kNoTask;
}

void Replay::note_mismatch(const SchedulePoint& point) {
  const TaskId task = wanted();
  mismatch_ = {static_cast<std::uint32_t>(taken_.tasks.size()), task, point.enabled, std::nullopt};
  if (task < kMaxTasks && (point.enabled | point.waiting).contains(task)) mismatch_->pending = point.pending[task];
}

}  // namespace tenter::explore
