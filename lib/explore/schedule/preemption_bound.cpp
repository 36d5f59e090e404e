#include "explore/schedule/preemption_bound.h"

#include "explore/schedule/choice.h"

namespace tenter::explore {

bool PreemptionBound::begin() {
  spent_ = 0;
  return inner_->begin();
}

TaskId PreemptionBound::choose(const SchedulePoint& point) {
  SchedulePoint allowed = point;
  if (spent_ == most_ && switch_preempts(point)) {
    allowed.enabled = TaskSet(point.last);
    allowed.waiting |= point.enabled - allowed.enabled;
  }
  const TaskId chosen = inner_->choose(allowed);
  if (chosen != kNoTask && is_preemption(point, chosen)) ++spent_;
  return chosen;
}

}  // namespace tenter::explore
