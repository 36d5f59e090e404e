// Queues, stacks and priority queues under a relaxed specification (oracle/relaxation.h). `Strict` is the model of
// the strict one: its operations are these, the first of which puts in and the second takes out.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "oracle/models/operations.h"
#include "oracle/models/priority_queue.h"
#include "oracle/models/queue.h"
#include "oracle/models/stack.h"

namespace tenter::oracle {

// What is in a container, in the order in which a strict one gives it.
using InTurn = std::vector<Value>;

// `kCopiesDiffer`: whether it matters which of several equal values is taken. In a queue it does not, for what is
// within reach stays so; in a priority queue they are next to each other; in a stack what is put in later can move
// one of them out of reach.
template <class Strict>
struct Turn;
template <>
struct Turn<QueueModel> {
  static constexpr bool kCopiesDiffer = false;
  static void put(InTurn& items, Value value, const Values&) { items.push_back(value); }
};
template <>
struct Turn<StackModel> {
  static constexpr bool kCopiesDiffer = true;
  static void put(InTurn& items, Value value, const Values&) { items.insert(items.begin(), value); }
};
template <>
struct Turn<PriorityQueueModel> {
  static constexpr bool kCopiesDiffer = false;
  static void put(InTurn& items, Value value, const Values& values) {
    const auto later = [&](Value left, Value right) { return *values.integer_of(left) < *values.integer_of(right); };
    items.insert(std::upper_bound(items.begin(), items.end(), value, later), value);
  }
};

// What is common to relaxed containers: taking is theirs.
template <class Strict>
class RelaxedModel {
 public:
  static constexpr auto& kNames = Strict::kNames;
  static constexpr std::uint8_t kPuts = 0;

  RelaxedModel(const History& history, std::span<const ModelOperation> operations)
      : values_(history.values), operations_(operations) {}

  bool only_reads(std::size_t i) const { return operations_[i].code != kPuts && operations_[i].result == kNil; }

  // What a pending operation has taken nobody knows, and here it is not even one of few.
  static std::optional<std::string> fault(const Values& values, const ModelOperation& operation) {
    if (operation.code != kPuts && operation.pending) {
      return "it never returned, and may have taken any of several: a relaxed specification cannot judge that";
    }
    return Strict::fault(values, operation);
  }

 protected:
  static std::uint64_t hash_of_items(const InTurn& items) {
    std::uint64_t hash = items.size();
    for (const Value value : items) hash = mixed(hash ^ value) + 1;
    return hash;
  }

  const Values& values_;
  std::span<const ModelOperation> operations_;
};

template <class Strict>
class OutOfOrderModel : public RelaxedModel<Strict> {
 public:
  // `most`: how many may be passed over.
  OutOfOrderModel(const History& history, std::span<const ModelOperation> operations, std::size_t most)
      : RelaxedModel<Strict>(history, operations), most_(most) {}

  // What may be in it: sorted, each once, all of one size. More than one only where copies differ and it is not known
  // which was taken.
  using State = std::vector<InTurn>;
  State initial() const { return {{}}; }
  std::size_t hash_of(const State& state) const {
    std::uint64_t hash = state.size();
    for (const InTurn& items : state) hash = mixed(hash ^ this->hash_of_items(items)) + 1;
    return hash;
  }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = this->operations_[i];
    if (operation.code == this->kPuts) {
      for (InTurn& items : state) Turn<Strict>::put(items, operation.argument, this->values_);
      return true;
    }
    if (operation.result == kNil) return state.front().empty();
    State left;
    for (const InTurn& items : state) take(items, operation.result, left);
    if (left.empty()) return false;
    std::sort(left.begin(), left.end());
    left.erase(std::unique(left.begin(), left.end()), left.end());
    state = std::move(left);
    return true;
  }

 private:
  // Adds to `left` what is left of `items` without the value, for each copy of it that is within reach.
  void take(const InTurn& items, Value value, State& left) const {
    const std::size_t reach = most_ < items.size() ? most_ + 1 : items.size();
    for (std::size_t at = 0; at < reach; ++at) {
      if (items[at] != value) continue;
      left.push_back(items);
      left.back().erase(left.back().begin() + static_cast<std::ptrdiff_t>(at));
      if (!Turn<Strict>::kCopiesDiffer) return;
    }
  }

  std::size_t most_;
};

template <class Strict>
class AtLeastOnceModel : public RelaxedModel<Strict> {
 public:
  using RelaxedModel<Strict>::RelaxedModel;

  struct State {
    InTurn items;
    std::vector<Value> taken;  // sorted, each once

    friend bool operator==(const State&, const State&) = default;
  };
  State initial() const { return {}; }
  std::size_t hash_of(const State& state) const {
    return mixed(this->hash_of_items(state.items)) ^ this->hash_of_items(state.taken);
  }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = this->operations_[i];
    if (operation.code == this->kPuts) {
      Turn<Strict>::put(state.items, operation.argument, this->values_);
      return true;
    }
    if (operation.result == kNil) return state.items.empty();
    const auto before = std::lower_bound(state.taken.begin(), state.taken.end(), operation.result);
    const bool again = before != state.taken.end() && *before == operation.result;
    if (!state.items.empty() && state.items.front() == operation.result) {
      if (!again) state.taken.insert(before, operation.result);
      state.items.erase(state.items.begin());
      return true;
    }
    return again;
  }
};

}  // namespace tenter::oracle
