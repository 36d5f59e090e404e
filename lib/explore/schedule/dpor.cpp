#include "explore/schedule/dpor.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tenter::explore {
namespace {

TaskId lowest(TaskSet set) { return static_cast<TaskId>(std::countr_zero(set)); }

bool dependent(std::span<const Operation> a, std::span<const Operation> b) {
  for (const Operation& one : a) {
    for (const Operation& other : b) {
      if (explore::dependent(one, other)) return true;
    }
  }
  return false;
}

// Whether `earlier` only gives what `later` waits for: they are ordered, but never the other way round.
bool only_enables(const Operation& earlier, const Operation& later) {
  return earlier.op == Op::unlock && (later.op == Op::lock || later.op == Op::wait);
}

bool reversible(std::span<const Operation> earlier, std::span<const Operation> later) {
  for (const Operation& one : earlier) {
    for (const Operation& other : later) {
      if (explore::dependent(one, other) && !only_enables(one, other)) return true;
    }
  }
  return false;
}

template <class Clock>
void join(Clock& clock, const Clock& other) {
  for (std::size_t i = 0; i < clock.size(); ++i) clock[i] = std::max(clock[i], other[i]);
}

}  // namespace

bool Dpor::begin() {
  depth_ = 0;
  past_.fill({});
  if (!std::exchange(started_, true)) return true;
  while (!frames_.empty() && (frames_.back().source & ~frames_.back().done) == 0) frames_.pop_back();
  if (frames_.empty()) {
    complete_ = true;
    return false;
  }
  Frame& frame = frames_.back();
  frame.asleep.push_back({frame.task, std::move(frame.footprint)});
  frame.task = lowest(frame.source & ~frame.done);
  frame.done |= set_of(frame.task);
  frame.footprint.clear();
  known_ = frames_.size() - 1;
  return true;
}

TaskId Dpor::choose(const SchedulePoint& point) {
  const TaskId chosen = depth_ < frames_.size() ? frames_[depth_].task : open_frame(point);
  if (chosen != kNoTask) ++depth_;
  return chosen;
}

// A step that no earlier execution has made: by the task that ran last, where it may, for few switches.
TaskId Dpor::open_frame(const SchedulePoint& point) {
  std::vector<Asleep> asleep = frames_.empty() ? std::vector<Asleep>{} : still_asleep();
  TaskSet sleeping = 0;
  for (const Asleep& sleeper : asleep) sleeping |= set_of(sleeper.task);
  const TaskSet awake = point.enabled & ~sleeping;
  if (awake == 0) return kNoTask;
  const bool goes_on = point.last != kNoTask && contains(awake, point.last);
  const TaskId task = goes_on ? point.last : lowest(awake);
  frames_.push_back({task, {}, {}, point.enabled, set_of(task), set_of(task) | sleeping, std::move(asleep)});
  return task;
}

// Who slept before the last step and is independent of it.
std::vector<Dpor::Asleep> Dpor::still_asleep() const {
  const Frame& last = frames_.back();
  std::vector<Asleep> result;
  for (const Asleep& sleeper : last.asleep) {
    if (sleeper.task != last.task && !dependent(sleeper.footprint, last.footprint)) result.push_back(sleeper);
  }
  return result;
}

void Dpor::stepped(TaskId task, std::span<const Operation> footprint) {
  Frame& frame = frames_[depth_ - 1];
  if (depth_ > known_) {
    frame.footprint.assign(footprint.begin(), footprint.end());
    find_races(step_number());
    compute_clock(frame);
  }
  past_[task] = frame.clock;
}

void Dpor::forked(TaskId parent, TaskId child) {
  past_[child] = past_[parent];
  if (depth_ > 0 && frames_[depth_ - 1].task == parent) past_[child][parent] = step_number();
}

void Dpor::joined(TaskId waiter, TaskId finished) { join(past_[waiter], past_[finished]); }

void Dpor::end(Ending ending) {
  if (ending == Ending::cut) ++abandoned_;
}

void Dpor::compute_clock(Frame& frame) {
  frame.clock = past_[frame.task];
  for (std::size_t i = 0; i + 1 < depth_; ++i) {
    if (dependent(frames_[i].footprint, frame.footprint)) join(frame.clock, frames_[i].clock);
  }
  frame.clock[frame.task] = step_number();
}

// The races of the new step, latest first: earlier steps that it depends on, with nothing in between that orders
// them already.
void Dpor::find_races(std::uint32_t number) {
  const Frame& later = frames_[number - 1];
  Clock seen = past_[later.task];
  for (std::uint32_t earlier = number - 1; earlier > kNever; --earlier) {
    const Frame& candidate = frames_[earlier - 1];
    if (candidate.task == later.task || seen[candidate.task] >= earlier) continue;
    if (!reversible(candidate.footprint, later.footprint)) continue;
    reverse(earlier, number);
    join(seen, candidate.clock);
  }
}

// Makes sure that some execution from before `earlier` runs `later`, and what it needs, first.
void Dpor::reverse(std::uint32_t earlier, std::uint32_t later) {
  Frame& frame = frames_[earlier - 1];
  const TaskSet first = initials(earlier, later);
  if ((first & frame.source) != 0) return;
  const TaskSet possible = first & frame.enabled;
  const TaskId wanted = frames_[later - 1].task;
  if (possible == 0) {
    frame.source |= frame.enabled;
  } else {
    frame.source |= set_of(contains(possible, wanted) ? wanted : lowest(possible));
  }
}

bool Dpor::happens_before(std::uint32_t earlier, std::uint32_t later) const {
  return frames_[later - 1].clock[frames_[earlier - 1].task] >= earlier;
}

// The tasks that can come first in: the steps after `earlier` that do not depend on it, then `later`.
TaskSet Dpor::initials(std::uint32_t earlier, std::uint32_t later) const {
  std::vector<std::uint32_t> sequence;
  for (std::uint32_t step = earlier + 1; step < later; ++step) {
    if (!happens_before(earlier, step)) sequence.push_back(step);
  }
  TaskSet result = 0;
  TaskSet seen = 0;
  const auto depends_on_one_before = [&](std::size_t index) {
    for (std::size_t i = 0; i < index; ++i) {
      if (happens_before(sequence[i], sequence[index])) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const TaskId task = frames_[sequence[i] - 1].task;
    if (!contains(seen, task) && !depends_on_one_before(i)) result |= set_of(task);
    seen |= set_of(task);
  }
  const Frame& last = frames_[later - 1];
  const bool preceded = contains(seen, last.task) || std::any_of(sequence.begin(), sequence.end(), [&](auto step) {
    return past_[last.task][frames_[step - 1].task] >= step || dependent(frames_[step - 1].footprint, last.footprint);
  });
  if (!preceded) result |= set_of(last.task);
  return result;
}

}  // namespace tenter::explore
