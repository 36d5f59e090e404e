#include "explore/schedule/pos.h"

#include <algorithm>

#include "explore/schedule/choice.h"

namespace tenter::explore {

bool Pos::begin() {
  drawn_ = 0;
  last_step_.clear();
  return true;
}

TaskId Pos::choose(const SchedulePoint& point) {
  draw(point);
  TaskId result = lowest(point.enabled);
  for (TaskSet rest = point.enabled & (point.enabled - 1); rest != 0; rest &= rest - 1) {
    if (priorities_[lowest(rest)] > priorities_[result]) result = lowest(rest);
  }
  return result;
}

void Pos::stepped(TaskId task, std::span<const Operation> footprint) {
  drawn_ &= ~set_of(task);
  last_step_.assign(footprint.begin(), footprint.end());
}

bool Pos::races_with_last_step(const Operation& pending) const {
  return std::any_of(last_step_.begin(), last_step_.end(),
                     [&](const Operation& done) { return dependent(done, pending); });
}

void Pos::draw(const SchedulePoint& point) {
  const TaskSet tasks = point.enabled | point.waiting;
  drawn_ &= tasks;
  for (TaskSet rest = tasks; rest != 0; rest &= rest - 1) {
    const TaskId task = lowest(rest);
    if (contains(drawn_, task) && !races_with_last_step(point.pending[task])) continue;
    priorities_[task] = random_.next();
  }
  drawn_ = tasks;
}

}  // namespace tenter::explore
