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

template <class Strict>
struct Turn;
template <>
struct Turn<QueueModel> {
  static void put(InTurn& items, Value value, const Values&) { items.push_back(value); }
};
template <>
struct Turn<StackModel> {
  static void put(InTurn& items, Value value, const Values&) { items.insert(items.begin(), value); }
};
template <>
struct Turn<PriorityQueueModel> {
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

  using State = InTurn;
  State initial() const { return {}; }
  std::size_t hash_of(const State& state) const { return this->hash_of_items(state); }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = this->operations_[i];
    if (operation.code == this->kPuts) {
      Turn<Strict>::put(state, operation.argument, this->values_);
      return true;
    }
    if (operation.result == kNil) return state.empty();
    const auto end = most_ < state.size() ? state.begin() + static_cast<std::ptrdiff_t>(most_) + 1 : state.end();
    const auto taken = std::find(state.begin(), end, operation.result);
    if (taken == end) return false;
    state.erase(taken);
    return true;
  }

 private:
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
