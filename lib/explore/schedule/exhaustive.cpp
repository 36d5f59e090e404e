#include "explore/schedule/exhaustive.h"

#include <bit>
#include <utility>

namespace tenter::explore {
namespace {

TaskId lowest(TaskSet set) { return static_cast<TaskId>(std::countr_zero(set)); }

}  // namespace

bool Exhaustive::begin() {
  depth_ = 0;
  if (!std::exchange(started_, true)) return true;
  while (!path_.empty() && path_.back().untried == 0) path_.pop_back();
  if (path_.empty()) {
    complete_ = true;
    return false;
  }
  Choice& last = path_.back();
  last.chosen = lowest(last.untried);
  last.untried &= ~set_of(last.chosen);
  return true;
}

// The task that ran last goes on where it can, so that executions with few switches come first.
TaskId Exhaustive::choose(const SchedulePoint& point) {
  if (depth_ == path_.size()) {
    const bool goes_on = point.last != kNoTask && contains(point.enabled, point.last);
    const TaskId first = goes_on ? point.last : lowest(point.enabled);
    path_.push_back({first, point.enabled & ~set_of(first)});
  }
  return path_[depth_++].chosen;
}

}  // namespace tenter::explore
