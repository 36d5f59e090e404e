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

// How two steps are ordered by what they have in common.
enum class Order : std::uint8_t {
  none,    // not at all
  fixed,   // the earlier one enables the later one: never the other way round
  unsure,  // perhaps so: what the later one waits for might have been there without it
  free,    // it might have been the other way round
};

bool waits_for_mutex(const Operation& operation) { return operation.op == Op::lock || operation.op == Op::wake; }

// Its turn may come only when others have done something.
bool waits_for_others(const Operation& operation) { return operation.op == Op::wake || operation.op == Op::acquire; }

Order order_of(const Operation& earlier, const Operation& later) {
  if (!explore::dependent(earlier, later)) return Order::none;
  const bool gives = earlier.given_mutex() != 0 && earlier.given_mutex() == later.taken_mutex();
  if (gives && waits_for_mutex(later)) return Order::fixed;
  return waits_for_others(later) ? Order::unsure : Order::free;
}

Order order_of(std::span<const Operation> earlier, std::span<const Operation> later) {
  Order result = Order::none;
  for (const Operation& one : earlier) {
    for (const Operation& other : later) result = std::max(result, order_of(one, other));
  }
  return result;
}

// Whether a mutex was owned before each step, going back in time.
class Ownership {
 public:
  // `owned`: at the end.
  Ownership(std::uintptr_t mutex, bool owned) : mutex_(mutex), owned_(owned) {}

  // True when the mutex was owned before the step; the steps are told from the last to the first.
  bool spans(std::span<const Operation> footprint) {
    if (mutex_ == 0) return false;
    for (auto operation = footprint.rbegin(); operation != footprint.rend(); ++operation) {
      if (operation->given_mutex() == mutex_) owned_ = true;
      if (operation->taken_mutex() == mutex_) owned_ = false;
    }
    return owned_;
  }

 private:
  std::uintptr_t mutex_;
  bool owned_;
};

template <class Clock>
void join(Clock& clock, const Clock& other) {
  for (std::size_t i = 0; i < clock.size(); ++i) clock[i] = std::max(clock[i], other[i]);
}

}  // namespace

bool Dpor::begin() {
  depth_ = 0;
  past_.fill({});
  passings_.clear();
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
    find_races(step_number(), false);
    compute_clock(frame);
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

// Of an abandoned execution, too: those that cover the rest of it go another way before they come to that step.
void Dpor::end(Ending, const SchedulePoint& point) {
  for (TaskSet rest = point.waiting; rest != 0; rest &= rest - 1) {
    const TaskId task = lowest(rest);
    frames_.push_back({task, {point.pending[task]}, {}, 0, 0, 0, {}});
    find_races(static_cast<std::uint32_t>(frames_.size()), true);
    frames_.pop_back();
  }
}

// Only now, when it is known what the step has behind it.
void Dpor::pass_on() {
  for (const Passing& passing : passings_) join(past_[passing.to], past_[passing.from]);
  passings_.clear();
}

void Dpor::compute_clock(Frame& frame) {
  frame.clock = past_[frame.task];
  for (std::size_t i = 0; i + 1 < depth_; ++i) {
    if (dependent(frames_[i].footprint, frame.footprint)) join(frame.clock, frames_[i].clock);
  }
  frame.clock[frame.task] = step_number();
}

// The races of a step, latest first: earlier steps that it depends on, with nothing in between that orders them.
// `in_vain`: it has not been made, since what it waits for has not come.
void Dpor::find_races(std::uint32_t number, bool in_vain) {
  const Frame& later = frames_[number - 1];
  const Operation& first = later.footprint.front();
  Ownership ownership(waits_for_mutex(first) ? first.taken_mutex() : 0, in_vain && first.op == Op::lock);
  // Where it may have had to wait, what came in between tells nothing of what was in the way.
  const bool may_have_waited = waits_for_others(first);
  Clock seen = past_[later.task];
  for (std::uint32_t earlier = number - 1; earlier > kNever; --earlier) {
    const Frame& candidate = frames_[earlier - 1];
    // Before a step in the midst of a critical section a step that takes the same mutex could not have come.
    if (ownership.spans(candidate.footprint)) continue;
    if (candidate.task == later.task || seen[candidate.task] >= earlier) continue;
    const Order order = order_of(candidate.footprint, later.footprint);
    if (order >= Order::unsure) reverse(earlier, number);
    if (order == Order::free && !may_have_waited) join(seen, candidate.clock);
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
                          return past_[last.task][frames_[step - 1].task] >= step ||
                                 dependent(frames_[step - 1].footprint, last.footprint);
                        });
  if (!preceded) result |= set_of(last.task);
  return result;
}

}  // namespace tenter::explore
