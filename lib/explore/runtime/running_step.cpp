#include "explore/runtime/running_step.h"

#include <utility>

namespace tenter::explore {

void RunningStep::begin() {
  footprint_.clear();
  settled_ = 0;
  front_settled_ = true;
  open_ = false;
}

void RunningStep::pass_on(TaskId task) {
  const auto tell = [&](const Operation& operation, std::uint64_t by) {
    spinning_.did(task, operation, by, operation.size == 0 && visibility_.watches_releases(operation.object));
  };
  if (!std::exchange(front_settled_, true)) {
    const Operation& front = footprint_.front();
    if (front.op == Op::write) changed(content_before_, content_of(front));
    tell(front, changed_by_);
  }
  for (; settled_ < footprint_.size(); ++settled_) tell(footprint_[settled_], 1);
}

}  // namespace tenter::explore
