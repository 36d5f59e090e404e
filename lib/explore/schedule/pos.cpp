#include "explore/schedule/pos.h"

#include <algorithm>

#include "explore/schedule/choice.h"

namespace tenter::explore {

bool Pos::begin() {
  drawn_ = {};
  last_step_.clear();
  return true;
}

TaskId Pos::choose(const SchedulePoint& point) {
  draw(point);
  TaskId result = point.enabled.lowest();
  for (const TaskId task : point.enabled) {
    if (priorities_[task] > priorities_[result]) result = task;
  }
  return result;
}

void Pos::stepped(TaskId task, std::span<const Operation> footprint) {
  drawn_ -= TaskSet(task);
  last_step_.assign(footprint.begin(), footprint.end());
}

bool Pos::races_with_last_step(const Operation& pending) const {
  return std::any_of(last_step_.begin(), last_step_.end(),
                     [&](const Operation& done) { return dependent(done, pending); });
}

void Pos::draw(const SchedulePoint& point) {
  const TaskSet tasks = point.enabled | point.waiting;
  drawn_ &= tasks;
  for (const TaskId task : tasks) {
    if (drawn_.contains(task) && !races_with_last_step(point.pending[task])) continue;
    priorities_[task] = random_.next();
  }
  drawn_ = tasks;
}

}  // namespace tenter::explore
