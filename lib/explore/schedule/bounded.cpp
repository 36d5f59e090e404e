#include "explore/schedule/bounded.h"

#include <algorithm>
#include <utility>

#include "explore/schedule/choice.h"

namespace tenter::explore {

bool Bounded::begin() {
  depth_ = 0;
  if (std::exchange(started_, true)) {
    put_off();
    complete_ = !backtrack() && !next_preemption();
    new_from_ = path_.size();
  }
  begun_ += complete_ ? 0 : 1;
  return !complete_;
}

TaskId Bounded::choose(const SchedulePoint& point) {
  if (depth_ == path_.size()) {
    const TaskId first = undisturbed(point);
    const TaskSet others = point.enabled - TaskSet(first);
    path_.push_back(switch_preempts(point) ? Choice{first, {}, others} : Choice{first, others, {}});
  }
  return path_[depth_++].chosen;
}

Covered Bounded::covered() const {
  if (complete_) return {left_some_out_ ? Coverage::bounded : Coverage::exhaustive, bound_, begun_};
  if (bound_ == 0) return {};
  return {Coverage::bounded, bound_ - 1, begun_before_bound_};
}

// The preemptions that the execution that has just ended could have made, too.
void Bounded::put_off() {
  const auto first = path_.begin() + static_cast<std::ptrdiff_t>(new_from_);
  if (std::all_of(first, path_.end(), [](const Choice& choice) { return choice.deferred.empty(); })) return;
  if (bound_ == most_) {
    left_some_out_ = true;
    return;
  }
  Trunk trunk{{}, new_from_, {}};
  for (const Choice& choice : path_) trunk.tasks.push_back(static_cast<ScheduledTask>(choice.chosen));
  for (auto choice = first; choice != path_.end(); ++choice) trunk.deferred.push_back(choice->deferred);
  later_.push_back(std::move(trunk));
}

// To the last choice that has an alternative without a preemption.
bool Bounded::backtrack() {
  while (!path_.empty() && path_.back().untried.empty()) path_.pop_back();
  if (path_.empty()) return false;
  Choice& last = path_.back();
  last.chosen = last.untried.lowest();
  last.untried.remove_lowest();
  return true;
}

bool Bounded::next_preemption() {
  do {
    for (; !now_.empty(); now_.pop_front()) {
      Trunk& trunk = now_.front();
      while (!trunk.deferred.empty() && trunk.deferred.back().empty()) trunk.deferred.pop_back();
      if (trunk.deferred.empty()) continue;
      start_from(trunk, trunk.first + trunk.deferred.size() - 1);
      return true;
    }
  } while (next_bound());
  return false;
}

bool Bounded::next_bound() {
  if (later_.empty()) return false;
  ++bound_;
  begun_before_bound_ = begun_;
  now_.swap(later_);
  return true;
}

// Up to that preemption there is nothing left to try for this bound.
void Bounded::start_from(Trunk& trunk, std::size_t step) {
  TaskSet& deferred = trunk.deferred.back();
  const TaskId instead = deferred.lowest();
  deferred.remove_lowest();
  path_.clear();
  for (std::size_t i = 0; i < step; ++i) path_.push_back({trunk.tasks[i], {}, {}});
  path_.push_back({instead, {}, {}});
}

}  // namespace tenter::explore
