#include "explore/schedule/dpor.h"

#include <algorithm>
#include <utility>

namespace tenter::explore {
bool Dpor::begin() {
  depth_ = 0;
  past_.fill({});
  passings_.clear();
  if (!std::exchange(started_, true)) return true;
  while (!frames_.empty() && (frames_.back().source - frames_.back().done).empty()) frames_.pop_back();
  if (frames_.empty()) {
    complete_ = !left_path_;
    return false;
  }
  Frame& frame = frames_.back();
  frame.asleep.push_back({frame.task, std::move(frame.step)});
  frame.task = (frame.source - frame.done).lowest();
  frame.done |= TaskSet(frame.task);
  known_ = frames_.size() - 1;
  return true;
}

TaskId Dpor::choose(const SchedulePoint& point) {
  tasks_ = std::max(tasks_, static_cast<TaskId>(point.pending.size()));
  const TaskId chosen = depth_ < frames_.size() ? frames_[depth_].task : open_frame(point);
  if (chosen != kNoTask) ++depth_;
  return chosen;
}

// A step that no earlier execution has made: by the task that ran last, where it may, for few switches.
TaskId Dpor::open_frame(const SchedulePoint& point) {
  Frame frame;
  if (!frames_.empty()) frame.asleep = still_asleep();
  for (const Asleep& sleeper : frame.asleep) frame.done |= TaskSet(sleeper.task);
  frame.enabled = point.enabled;
  const TaskSet awake = point.enabled - frame.done;
  if (awake.empty()) return kNoTask;
  const bool goes_on = point.last != kNoTask && awake.contains(point.last);
  frame.task = goes_on ? point.last : awake.lowest();
  frame.source = TaskSet(frame.task);
  frame.done |= frame.source;
  return frames_.emplace_back(std::move(frame)).task;
}

// Who slept before the last step and is independent of it.
std::vector<Dpor::Asleep> Dpor::still_asleep() const {
  const Frame& last = frames_.back();
  std::vector<Asleep> result;
  for (const Asleep& sleeper : last.asleep) {
    if (sleeper.task != last.task && !dependent(*sleeper.step, *last.step)) result.push_back(sleeper);
  }
  return result;
}

void Dpor::stepped(TaskId task, std::span<const Operation> operations) {
  Frame& frame = frames_[depth_ - 1];
  if (depth_ > known_) {
    frame.step = std::make_shared<const Footprint>(operations);
    find_races(static_cast<StepNumber>(depth_));
  }
  past_[task] = frame.clock;
  pass_on();
}

void Dpor::forked(TaskId parent, TaskId child) {
  passings_.push_back({parent, child});
  if (depth_ == 0) pass_on();
}

void Dpor::joined(TaskId waiter, TaskId finished) {
  passings_.push_back({finished, waiter});
  if (depth_ == 0) pass_on();
}

// A task that waits is taken to make its step all the same.
void Dpor::end(Ending, const SchedulePoint& point) {
  // A choice that has not been made, since it could not be.
  while (!frames_.empty() && (depth_ < frames_.size() || frames_.back().step == nullptr)) {
    left_path_ = true;
    frames_.pop_back();
  }
  if (left_path_) return;
  for (const TaskId task : point.waiting) {
    Frame& frame = frames_.emplace_back();
    frame.task = task;
    frame.step = std::make_shared<const Footprint>(std::span(&point.pending[task], 1));
    find_races(static_cast<StepNumber>(frames_.size()));
    frames_.pop_back();
  }
}

// Only now, when it is known what the step has behind it.
void Dpor::pass_on() {
  for (const Passing& passing : passings_) join(past_[passing.to], past_[passing.from]);
  passings_.clear();
}

void Dpor::join(Clock& clock, const Clock& other) const {
  for (TaskId task = 0; task < tasks_; ++task) clock[task] = std::max(clock[task], other[task]);
}

// The races of a step, latest first, and its clock: earlier steps that it depends on, with nothing in between that
// orders them. A step in between does that only when the later one could have been made before it.
void Dpor::find_races(StepNumber later) {
  Frame& frame = frame_of(later);
  Clock ordered = past_[frame.task];
  const StepNumber arrival = *std::max_element(ordered.begin(), ordered.begin() + tasks_);
  frame.clock = ordered;
  for (StepNumber earlier = later - 1; earlier > 0; --earlier) {
    const Frame& candidate = frame_of(earlier);
    if (ordered[candidate.task] >= earlier || !dependent(*candidate.step, *frame.step)) continue;
    join(frame.clock, candidate.clock);
    const PendingState then = arrival >= earlier                       ? PendingState::elsewhere
                              : candidate.enabled.contains(frame.task) ? PendingState::ready
                                                                       : PendingState::waiting;
    const Reversal reversal = reversal_of(*candidate.step, *frame.step, then);
    if (reversal != Reversal::impossible) reverse(earlier, later);
    if (reversal == Reversal::possible) join(ordered, candidate.clock);
  }
  frame.clock[frame.task] = later;
}

// Makes sure that some execution from before `earlier` runs `later`, and what it needs, first; unless one of those
// that could begin such an execution is to be tried anyway, or asleep.
void Dpor::reverse(StepNumber earlier, StepNumber later) {
  Frame& frame = frame_of(earlier);
  const TaskSet first = initials(earlier, later);
  if (!(first & (frame.source | frame.done)).empty()) return;
  const TaskSet possible = first & frame.enabled;
  if (possible.empty()) return;
  const TaskId wanted = frame_of(later).task;
  frame.source |= TaskSet(possible.contains(wanted) ? wanted : possible.lowest());
}

// The tasks that can come first in: the steps after `earlier` that do not depend on it, then `later`.
TaskSet Dpor::initials(StepNumber earlier, StepNumber later) const {
  const TaskId reversed = frame_of(earlier).task;
  TaskSet result;
  TaskSet seen;
  Clock first{};  // by task seen: its first step
  bool preceded = false;
  for (StepNumber step = earlier + 1; step < later; ++step) {
    const Frame& frame = frame_of(step);
    if (frame.clock[reversed] >= earlier) continue;
    preceded = preceded || depends_on(later, step);
    if (seen.contains(frame.task)) continue;
    bool initial = true;
    for (const TaskId task : seen) {
      if (frame.clock[task] >= first[task]) initial = false;
    }
    if (initial) result |= TaskSet(frame.task);
    seen |= TaskSet(frame.task);
    first[frame.task] = step;
  }
  return preceded ? result : result | TaskSet(frame_of(later).task);
}

// Directly, or as its task has got there. REQUIRES: nobody has made a step since `later`.
bool Dpor::depends_on(StepNumber later, StepNumber earlier) const {
  const TaskId task = frame_of(later).task;
  return past_[task][frame_of(earlier).task] >= earlier || dependent(*frame_of(earlier).step, *frame_of(later).step);
}

}  // namespace tenter::explore
