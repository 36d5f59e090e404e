// Executions that begin with the same choices must come to the same steps.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "explore/event/divergence.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

// Holds each execution of a search against the one before, as far as both were chosen the same: whoever goes back in
// an order of his own counts on that. Thread safety: none.
class PrefixCheck {
 public:
  void begin();
  // What is chosen is about to be made. False when it cannot be: it is not enabled.
  bool comes_to(const SchedulePoint& point, TaskId chosen) {
    if (same_) compare(point, chosen);
    const bool possible = point.enabled.contains(chosen);
    if (!possible) diverge(Step{chosen, pending_of(point, chosen), 0}, std::nullopt);
    if (!same_) note(point, chosen);
    ++depth_;
    return possible;
  }
  void ends(Ending ending);

  // Of the last execution. Nothing when it was as it had to be.
  const std::optional<Divergence>& divergence() const { return divergence_; }

 private:
  struct Point {
    TaskId chosen = kNoTask;
    Operation operation;
  };

  // There may be fewer tasks now.
  static Operation pending_of(const SchedulePoint& point, TaskId task) {
    return task < point.pending.size() ? point.pending[task] : Operation{};
  }
  void note(const SchedulePoint& point, TaskId chosen) {
    if (depth_ == path_.size()) path_.emplace_back();
    path_[depth_] = {chosen, pending_of(point, chosen)};
  }
  void compare(const SchedulePoint& point, TaskId chosen);
  void diverge(std::optional<Step> before, std::optional<Step> now);

  std::vector<Point> path_;  // of the execution that runs, then of the one before; it never shrinks
  std::size_t length_ = 0;   // of the one before
  std::size_t depth_ = 0;    // steps of the one that runs
  bool same_ = false;        // it has been the one before so far
  bool was_over_ = false;    // the one before ended by itself
  std::optional<Divergence> divergence_;
};

}  // namespace tenter::explore
