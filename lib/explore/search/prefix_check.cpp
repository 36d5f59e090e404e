#include "explore/search/prefix_check.h"

namespace tenter::explore {

void PrefixCheck::begin() {
  same_ = length_ != 0;
  depth_ = 0;
  divergence_.reset();
}

// Up to and including the first point at which another choice is made.
void PrefixCheck::compare(const SchedulePoint& point, TaskId chosen) {
  if (depth_ == length_) {
    same_ = false;
    if (was_over_) diverge(std::nullopt, Step{chosen, pending_of(point, chosen), 0});
    return;
  }
  const Point& before = path_[depth_];
  const Operation now = pending_of(point, before.chosen);
  const bool same_operation =
      now.op == before.operation.op && now.object == before.operation.object && now.pc == before.operation.pc;
  if (!point.enabled.contains(before.chosen)) {
    diverge(Step{before.chosen, before.operation, 0}, std::nullopt);
  } else if (!same_operation) {
    diverge(Step{before.chosen, before.operation, 0}, Step{before.chosen, now, 0});
  }
  same_ = before.chosen == chosen && !divergence_;
}

void PrefixCheck::diverge(std::optional<Step> before, std::optional<Step> now) {
  if (!divergence_) divergence_ = Divergence{depth_, before, now, {}, {}};
}

void PrefixCheck::ends(Ending ending) {
  if (same_ && depth_ < length_ && ending != Ending::abandoned) {
    diverge(Step{path_[depth_].chosen, path_[depth_].operation, 0}, std::nullopt);
  }
  length_ = depth_;
  was_over_ = ending != Ending::abandoned;
}

}  // namespace tenter::explore
