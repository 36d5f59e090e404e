// The step that a task makes: the visible operation that it was chosen for, and all that it does until its next one.
//
// What nobody could tell from a later moment is part of it, as an effect, and no step of its own: a release as a
// rule.
//
// Thread safety: none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "explore/event/execution_result.h"
#include "explore/event/operation.h"
#include "explore/runtime/mixed.h"
#include "explore/runtime/spinning.h"
#include "explore/runtime/visibility.h"

namespace tenter::explore {

// Of the memory that a plain access is made on, as far as it is a number.
inline std::uint64_t content_of(const Operation& operation) {
  std::uint64_t value = 0;
  if (operation.size <= sizeof value) std::memcpy(&value, operation.object.memory(), operation.size);
  return value;
}

class RunningStep {
 public:
  // Adds steps to `result`, and what they do to `spinning`. REQUIRES: all of them outlive it.
  RunningStep(ExecutionResult& result, Spinning& spinning, const Visibility& visibility)
      : result_(result), spinning_(spinning), visibility_(visibility) {}

  // --- For hooks. ---

  // So many steps have been made in this execution, the running one included.
  std::size_t number() const { return result_.steps.size(); }
  // Its visible operation has changed its object from one value to another, perhaps the same.
  void changed(std::uint64_t from, std::uint64_t to) { changed_by_ = to - from; }
  // ... has changed nothing, though made: a notification that nobody gets.
  void changed_nothing() { footprint_.front().op = Op::failed_try; }
  // ... has come to less than it was announced as.
  void downgrade_to(Op op) {
    footprint_.front().op = op;
    footprint_.front().mutex = 0;
    result_.steps.back().operation.op = op;
  }
  // The same for those who read the step, and not for strategies.
  void display_as(Op op) { result_.steps.back().operation.op = op; }
  // What it read or wrote.
  void value(std::uint64_t value) {
    if (!result_.steps.empty()) result_.steps.back().value = value;
  }

  // --- For those who run tasks. ---

  // A new execution, without a step.
  void begin();
  // `task` has been chosen to make this.
  void open(TaskId task, const Operation& operation);
  void add_effect(const Operation& effect) { footprint_.push_back(effect); }
  // Its plain access is about to be made on memory that holds this.
  void begins_with(std::uint64_t content) { content_before_ = content; }
  // Passes on to spinning_ what the task that runs has done since the last time.
  void settle(TaskId task) {
    if (!front_settled_ || settled_ < footprint_.size()) pass_on(task);
  }
  // It is over. Returns everything that was done in it; nothing when that was returned before.
  std::span<const Operation> close();

 private:
  void pass_on(TaskId task);

  ExecutionResult& result_;
  Spinning& spinning_;
  const Visibility& visibility_;
  std::vector<Operation> footprint_;
  std::size_t settled_ = 0;           // how much of the footprint spinning_ knows
  bool front_settled_ = true;         // its first operation apart
  bool open_ = false;                 // made, and not yet closed
  std::uint64_t changed_by_ = 0;      // how it has changed the value of its object
  std::uint64_t content_before_ = 0;  // of that of a plain write
};

// Each step comes by these two.

inline void RunningStep::open(TaskId task, const Operation& operation) {
  open_ = true;
  footprint_.clear();
  footprint_.push_back(operation);
  spinning_.goes_on(task, footprint_);
  settled_ = footprint_.size();
  front_settled_ = false;
  changed_by_ = 0;
  result_.steps.push_back({task, operation, 0});
}

inline std::span<const Operation> RunningStep::close() {
  if (!std::exchange(open_, false)) return {};
  Step& step = result_.steps.back();
  // What a plain write writes is known only afterwards.
  if (step.operation.op == Op::write) step.value = content_of(step.operation);
  result_.trace_hash = mixed(result_.trace_hash, step.task + (std::uint64_t(step.operation.op) << 8));
  result_.trace_hash = mixed(result_.trace_hash, step.operation.object.code() ^ step.value);
  return footprint_;
}

}  // namespace tenter::explore
