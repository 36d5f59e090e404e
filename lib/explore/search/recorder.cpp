#include "explore/search/recorder.h"

#include "explore/schedule/choice.h"

namespace tenter::explore {

bool Recorder::begin() {
  preemptions_ = 0;
  waiting_.clear();
  prefix_check_.begin();
  shared_.begin();
  return inner_->begin();
}

TaskId Recorder::choose(const SchedulePoint& point) {
  const TaskId chosen = inner_->choose(point);
  if (chosen == kNoTask || !prefix_check_.comes_to(point, chosen)) return kNoTask;
  if (is_preemption(point, chosen)) ++preemptions_;
  shared_.step(chosen);
  return chosen;
}

void Recorder::end(Ending ending, const SchedulePoint& point) {
  prefix_check_.ends(ending);
  for (const TaskId task : point.waiting) waiting_.push_back({task, point.pending[task]});
  inner_->end(ending, point);
}

}  // namespace tenter::explore
