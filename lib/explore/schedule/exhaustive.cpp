#include "explore/schedule/exhaustive.h"

#include <utility>

#include "explore/schedule/choice.h"

namespace tenter::explore {

bool Exhaustive::begin() {
  depth_ = 0;
  if (!std::exchange(started_, true)) return true;
  while (!path_.empty() && path_.back().untried.empty()) path_.pop_back();
  if (path_.empty()) {
    complete_ = true;
    return false;
  }
  Choice& last = path_.back();
  last.chosen = last.untried.lowest();
  last.untried.remove_lowest();
  return true;
}

// The task that ran last goes on where it can, so that executions with few switches come first.
TaskId Exhaustive::choose(const SchedulePoint& point) {
  if (depth_ == path_.size()) {
    const TaskId first = undisturbed(point);
    path_.push_back({first, point.enabled - TaskSet(first)});
  }
  return path_[depth_++].chosen;
}

}  // namespace tenter::explore
