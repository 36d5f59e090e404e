#include "explore/runtime/running_step.h"

#include <utility>

#include "explore/runtime/mixed.h"

namespace tenter::explore {

void RunningStep::begin() {
  footprint_.clear();
  settled_ = 0;
  front_settled_ = true;
  open_ = false;
}

void RunningStep::open(TaskId task, const Operation& operation) {
  open_ = true;
  footprint_.assign(1, operation);
  spinning_.goes_on(task, footprint_);
  settled_ = footprint_.size();
  front_settled_ = false;
  changed_by_ = 0;
  result_.steps.push_back({task, operation, 0});
}

void RunningStep::settle(TaskId task) {
  const auto pass_on = [&](const Operation& operation, std::uint64_t by) {
    spinning_.did(task, operation, by, operation.size == 0 && visibility_.watches_releases(operation.object));
  };
  if (!std::exchange(front_settled_, true)) {
    const Operation& front = footprint_.front();
    if (front.op == Op::write) changed(content_before_, content_of(front));
    pass_on(front, changed_by_);
  }
  for (; settled_ < footprint_.size(); ++settled_) pass_on(footprint_[settled_], 1);
}

std::span<const Operation> RunningStep::close() {
  if (!std::exchange(open_, false)) return {};
  Step& step = result_.steps.back();
  // What a plain write writes is known only afterwards.
  if (step.operation.op == Op::write) step.value = content_of(step.operation);
  result_.trace_hash = mixed(result_.trace_hash, step.task + (std::uint64_t(step.operation.op) << 8));
  result_.trace_hash = mixed(result_.trace_hash, step.operation.object ^ step.value);
  return footprint_;
}

}  // namespace tenter::explore
