#include "explore/search/retrace.h"

namespace tenter::explore {

void Retrace::begin() {
  same_ = length_ != 0;
  depth_ = 0;
  departure_.reset();
}

// Up to and including the first point at which another choice is made.
void Retrace::compare(const SchedulePoint& point, TaskId chosen) {
  if (depth_ == length_) {
    same_ = false;
    if (was_over_) depart(std::nullopt, Step{chosen, pending_of(point, chosen), 0});
    return;
  }
  const Point& before = path_[depth_];
  const Operation now = pending_of(point, before.chosen);
  const bool same_operation =
      now.op == before.operation.op && now.object == before.operation.object && now.pc == before.operation.pc;
  if (!contains(point.enabled, before.chosen)) {
    depart(Step{before.chosen, before.operation, 0}, std::nullopt);
  } else if (!same_operation) {
    depart(Step{before.chosen, before.operation, 0}, Step{before.chosen, now, 0});
  }
  same_ = before.chosen == chosen && !departure_;
}

void Retrace::depart(std::optional<Step> before, std::optional<Step> now) {
  if (!departure_) departure_ = Departure{depth_, before, now, {}, {}};
}

void Retrace::ends(Ending ending) {
  if (same_ && depth_ < length_ && ending != Ending::abandoned) {
    depart(Step{path_[depth_].chosen, path_[depth_].operation, 0}, std::nullopt);
  }
  length_ = depth_;
  was_over_ = ending != Ending::abandoned;
}

}  // namespace tenter::explore
