// Histories of executions, judged and counted.
#pragma once

#include <tenter/body.h>
#include <tenter/check.h>
#include <tenter/detail/body_of.h>
#include <tenter/detail/hidden.h>
#include <tenter/detail/operations.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tenter::detail {

// Why outcomes were refused: told by those who judge, asked by those who report.
class Reasons {
 public:
  void add(const std::string& outcome, std::string reason) {
    const std::lock_guard lock(mutex_);
    reasons_.emplace(outcome, std::move(reason));
  }
  std::string of(const std::string& outcome) const {
    const std::lock_guard lock(mutex_);
    const auto found = reasons_.find(outcome);
    return found == reasons_.end() ? std::string() : found->second;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string> reasons_;
};

// A program of calls.
template <class Object, class Spec>
struct HistoryPlan {
  std::vector<std::unique_ptr<const CallOf<Object, Spec>>> calls;  // prefix, each thread's, suffix
  std::size_t threads_from = 0;                                    // the first that is not of the prefix
  std::vector<std::size_t> thread_begins;                          // by thread; one more: where the suffix begins
  std::function<void(Object&)> invariant;                          // none: nothing
  mutable Reasons reasons;
};

// Times of the threads are behind all of the prefix, and before all of the suffix.
inline constexpr std::uint64_t kAfterPrefix = std::uint64_t{1} << 20U;
inline constexpr std::uint64_t kSuffix = std::uint64_t{1} << 63U;

// What a history is by: results, and which call was over before which began.
struct HistoryKey {
  std::vector<Slot> slots;
  std::vector<std::uint64_t> before;  // by call: those that were over before it began, a bit each
};

// One history held against a specification. At a standstill it ends with those that wait having to.
template <class Object, class Spec>
class Specified final : public SpecifiedHistory {
 public:
  Specified(const HistoryPlan<Object, Spec>& plan, const std::vector<Slot>& slots, bool standstill)
      : plan_(plan), slots_(slots) {
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
  State initial() const override { return std::make_shared<const Spec>(); }
  State after(const State& state, std::uint32_t operation) const override {
    const Spec& spec = *static_cast<const Spec*>(state.get());
    if (operation == numbers_.size()) return all_have_to_wait(spec) ? state : nullptr;
    auto next = std::make_shared<Spec>(spec);
    const std::uint32_t call = numbers_[operation];
    return plan_.calls[call]->step(*next, slots_[call]) ? State(std::move(next)) : nullptr;
  }
  bool same(const State& left, const State& right) const override { return same_states<Spec>(left, right); }
  std::uint32_t call(std::uint32_t operation) const { return numbers_[operation]; }

 private:
  bool all_have_to_wait(const Spec& spec) const {
    return std::all_of(waiting_.begin(), waiting_.end(),
                       [&](std::uint32_t call) { return plan_.calls[call]->has_to_wait(spec); });
  }

  const HistoryPlan<Object, Spec>& plan_;
  const std::vector<Slot>& slots_;
  std::vector<std::uint32_t> numbers_;  // by operation: its call
  std::vector<OperationTimes> times_;
  std::vector<std::uint32_t> waiting_;  // calls that have not returned
};

template <class HistoryState>
class HistoryTally final : public Tally {
 public:
  using Object = typename HistoryState::Object;
  using Spec = typename HistoryState::Spec;
  using Plan = HistoryPlan<Object, Spec>;

  explicit HistoryTally(const Plan& plan) : plan_(plan) {}

  void collect(StateRange states, ActorLog& log) override {
    for_each_guarded(states.count, log, [&](std::size_t i) {
      auto& state = *static_cast<HistoryState*>(states[i]);
      finish(state, plan_);
      add(state.slots);
    });
  }
  TENTER_HIDDEN void observe(StateRange states, ActorLog& log) override {
    const Plan* const plan = &plan_;
    for_each_guarded(states.count, log, [&](std::size_t i) TENTER_HIDDEN {
      finish(*reinterpret_cast<HistoryState*>(states.first + i * states.stride), *plan);
    });
  }
  void count(StateRange states) override {
    for (std::size_t i = 0; i < states.count; ++i) add(static_cast<HistoryState*>(states[i])->slots);
  }

  // Where some order of what has returned leaves those that have not with nothing to wait for but others.
  bool count_waiting(StateRange states) override {
    const std::vector<Slot>& slots = static_cast<HistoryState*>(states[0])->slots;
    if (!host->order_of(Specified<Object, Spec>(plan_, slots, true)).allowed) return false;
    const std::size_t row = row_at(text_of(slots), ObjectSubject::kAccepted);
    ++rows_[row].count;
    return true;
  }

  std::vector<OutcomeCount> rows() const override { return rows_; }
  void counts(std::vector<std::uint64_t>& counts) const override {
    for (const OutcomeCount& row : rows_) counts.push_back(row.count);
  }

 private:
  struct Known {
    HistoryKey key;
    std::size_t row;
  };

  TENTER_SEEN static void finish(HistoryState& state, const Plan& plan) {
    const std::size_t begin = plan.thread_begins.back();
    for (std::size_t i = begin; i < plan.calls.size(); ++i) {
      const std::uint64_t time = kSuffix + 2 * (i - begin);
      state.make_at(plan, i, {time, time + 1});
    }
    if (plan.invariant) plan.invariant(state.object);
  }

  // Most executions have a history that was there before; the last few come first.
  void add(const std::vector<Slot>& slots) {
    before_.assign(slots.size(), 0);
    for (std::size_t later = 0; later < slots.size(); ++later) {
      for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].times.responded < slots[later].times.invoked) before_[later] |= std::uint64_t{1} << i % 64U;
      }
    }
    const auto found =
        std::find_if(known_.begin(), known_.end(), [&](const Known& known) { return is(known, slots); });
    if (found == known_.end()) {
      const std::size_t row = row_of(slots);
      if (known_.size() < kMaxDistinct) known_.insert(known_.begin(), Known{{slots, before_}, row});
      ++rows_[row].count;
    } else {
      ++rows_[found->row].count;
      if (found != known_.begin()) std::swap(*found, *(found - 1));
    }
  }

  bool is(const Known& known, const std::vector<Slot>& slots) const {
    if (known.key.before != before_) return false;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (!plan_.calls[i]->same(known.key.slots[i], slots[i])) return false;
    }
    return true;
  }

  std::size_t row_of(const std::vector<Slot>& slots) {
    const Specified<Object, Spec> history(plan_, slots, false);
    const OrderFound found = host->order_of(history);
    std::string text = text_of(slots);
    if (!found.allowed) plan_.reasons.add(text, reason_of(history, slots, found));
    return row_at(std::move(text), found.allowed ? ObjectSubject::kAccepted : ObjectSubject::kRefuted);
  }

  std::size_t row_at(std::string text, int expectation) {
    const auto same = [&](const OutcomeCount& row) { return row.outcome == text && row.expectation == expectation; };
    auto row = std::find_if(rows_.begin(), rows_.end(), same);
    if (row == rows_.end() && rows_.size() >= kMaxDistinct) {
      text = "(others)";
      row = std::find_if(rows_.begin(), rows_.end(), same);
    }
    if (row == rows_.end()) row = rows_.insert(rows_.end(), OutcomeCount{text, 0, expectation});
    return static_cast<std::size_t>(row - rows_.begin());
  }

  std::string told(std::size_t call, const std::vector<Slot>& slots) const {
    if (slots[call].times.invoked == OperationTimes::kNever) return plan_.calls[call]->text() + " not called";
    return plan_.calls[call]->text() + plan_.calls[call]->result_text(slots[call]);
  }

  // "[push(1)] push(2), pop() -> 2 | pop() -> 1"
  std::string text_of(const std::vector<Slot>& slots) const {
    std::string text = listed(0, plan_.threads_from, slots);
    if (!text.empty()) text = "[" + text + "] ";
    for (std::size_t thread = 0; thread + 1 < plan_.thread_begins.size(); ++thread) {
      if (thread > 0) text += " | ";
      text += listed(plan_.thread_begins[thread], plan_.thread_begins[thread + 1], slots);
    }
    const std::string suffix = listed(plan_.thread_begins.back(), slots.size(), slots);
    return suffix.empty() ? text : text + " [" + suffix + "]";
  }
  std::string listed(std::size_t begin, std::size_t end, const std::vector<Slot>& slots) const {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text += (i == begin ? "" : ", ") + told(i, slots);
    return text;
  }

  // Which order went furthest, and what stood in its way.
  std::string reason_of(const Specified<Object, Spec>& history, const std::vector<Slot>& slots,
                        const OrderFound& found) const {
    std::string text = found.order.empty() ? std::string("nothing can come first: ") : std::string("after ");
    for (std::size_t i = 0; i < found.order.size(); ++i) {
      text += (i == 0 ? "" : ", ") + told(history.call(found.order[i]), slots);
    }
    if (!found.order.empty()) text += " in this order, the longest that the specification allows, ";
    for (std::size_t i = 0; i < found.stuck.size(); ++i) {
      text += (i == 0 ? "" : " nor ") + told(history.call(found.stuck[i]), slots);
    }
    return text + (found.stuck.size() == 1 ? " cannot come" : " can come");
  }

  const Plan& plan_;
  std::vector<OutcomeCount> rows_;
  std::vector<Known> known_;
  std::vector<std::uint64_t> before_;
};

}  // namespace tenter::detail
