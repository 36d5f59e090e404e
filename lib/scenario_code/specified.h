// One history held against a specification.
#pragma once

#include <tenter/object_subject.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "scenario_code/history_plan.h"

namespace tenter::detail {

// At a standstill it ends with those that wait having to.
class Specified final : public SpecifiedHistory {
 public:
  Specified(const HistoryPlan& plan, const std::vector<Slot>& slots, bool standstill) : plan_(plan), slots_(slots) {
    for (std::uint32_t i = 0; i < slots.size(); ++i) {
      if (slots[i].times.invoked == OperationTimes::kNever) continue;  // nobody came so far
      if (slots[i].is_pending()) {
        waiting_.push_back(i);
      } else {
        numbers_.push_back(i);
        times_.push_back(slots[i].times);
      }
    }
    if (standstill) times_.push_back({kSuffix, kSuffix + 1});
  }

  std::span<const OperationTimes> times() const override { return times_; }
  State initial() const override { return plan_.operations->spec->initial(); }
  State after(const State& state, std::uint32_t operation) const override {
    if (operation == numbers_.size()) return all_have_to_wait(state.get()) ? state : nullptr;
    auto next = plan_.operations->spec->copy(state.get());
    const std::uint32_t call = numbers_[operation];
    return plan_.calls[call].step(next.get(), slots_[call]) ? State(std::move(next)) : nullptr;
  }
  bool same(const State& left, const State& right) const override {
    return plan_.operations->spec->same(left.get(), right.get());
  }
  std::uint32_t call(std::uint32_t operation) const { return numbers_[operation]; }

 private:
  bool all_have_to_wait(const void* spec) const {
    return std::all_of(waiting_.begin(), waiting_.end(),
                       [&](std::uint32_t call) { return plan_.calls[call].has_to_wait(spec); });
  }

  const HistoryPlan& plan_;
  const std::vector<Slot>& slots_;
  std::vector<std::uint32_t> numbers_;  // by operation: its call
  std::vector<OperationTimes> times_;
  std::vector<std::uint32_t> waiting_;  // calls that have not returned
};

}  // namespace tenter::detail
