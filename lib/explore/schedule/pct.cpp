#include "explore/schedule/pct.h"

#include <algorithm>

#include "explore/schedule/choice.h"

namespace tenter::explore {
namespace {

constexpr std::int64_t kFirst = std::int64_t{1} << 62U;  // the least priority at the start

}  // namespace

bool Pct::begin() {
  step_ = 0;
  known_ = {};
  lowest_ = 0;
  in_a_row_ = 0;
  if (longest_ == 0) return true;
  for (std::uint64_t& step : change_points_) step = 1 + random_.below(longest_);
  return true;
}

TaskId Pct::choose(const SchedulePoint& point) {
  ++step_;
  if (longest_ == 0) return random_.one_of(point.enabled);
  welcome(point.enabled | point.waiting);
  TaskId task = highest(point.enabled);
  for (std::size_t i = 0; i < change_points_.size(); ++i) {
    if (change_points_[i] != step_) continue;
    priorities_[task] = static_cast<std::int64_t>(i);
    task = highest(point.enabled);
  }
  if (!loses_patience(point, task)) return task;
  fall_behind(task);
  return highest(point.enabled);
}

void Pct::stepped(TaskId task, std::span<const Operation> footprint) {
  const Op op = footprint.front().op;
  if ((op == Op::yield || op == Op::sleep) && random_.below(2) == 0) fall_behind(task);
}

void Pct::end(Ending, const SchedulePoint&) { longest_ = std::max(longest_, step_); }

void Pct::welcome(TaskSet tasks) {
  for (const TaskId task : tasks - known_) {
    priorities_[task] = kFirst | static_cast<std::int64_t>(random_.next() >> 2U);
  }
  known_ |= tasks;
}

TaskId Pct::highest(TaskSet tasks) const {
  TaskId result = tasks.lowest();
  for (const TaskId task : tasks) {
    if (priorities_[task] > priorities_[result]) result = task;
  }
  return result;
}

bool Pct::loses_patience(const SchedulePoint& point, TaskId task) {
  const bool alone = point.enabled == TaskSet(task);
  in_a_row_ = task == point.last && !alone ? in_a_row_ + 1 : 0;
  if (in_a_row_ < kPatience) return false;
  in_a_row_ = 0;
  return true;
}

}  // namespace tenter::explore
