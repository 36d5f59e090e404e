// A priority queue of integers, the least first: `insert` (or `push`), and `delete-min` (or `pop`), which returns nil
// when it is empty.
#pragma once

#include <algorithm>

#include "oracle/models/operations.h"

namespace tenter::oracle {

class PriorityQueueModel {
 public:
  enum Code : std::uint8_t { kInsert, kDeleteMin };
  static constexpr OperationName kNames[] = {
      {"insert", kInsert}, {"delete-min", kDeleteMin}, {"push", kInsert}, {"pop", kDeleteMin}};

  PriorityQueueModel(const History& history, std::span<const ModelOperation> operations)
      : values_(history.values), operations_(operations) {}

  using State = std::vector<std::int64_t>;  // the least last
  State initial() const { return {}; }
  std::size_t hash_of(const State& state) const {
    std::uint64_t hash = state.size();
    for (const std::int64_t value : state) hash = mixed(hash ^ static_cast<std::uint64_t>(value)) + 1;
    return hash;
  }
  bool only_reads(std::size_t i) const {
    return operations_[i].code == kDeleteMin && !operations_[i].pending && operations_[i].result == kNil;
  }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = operations_[i];
    if (operation.code == kInsert) {
      const std::int64_t value = *values_.integer_of(operation.argument);
      state.insert(std::lower_bound(state.begin(), state.end(), value, std::greater<>()), value);
      return true;
    }
    if (state.empty()) return operation.pending || operation.result == kNil;
    if (!operation.pending && values_.integer_of(operation.result) != state.back()) return false;
    state.pop_back();
    return true;
  }

  static std::optional<std::string> fault(const Values& values, const ModelOperation& operation) {
    if (operation.code == kInsert && !values.integer_of(operation.argument)) return "insert wants an integer";
    if (operation.code == kDeleteMin && operation.result != kNil && !values.integer_of(operation.result)) {
      return "delete-min returns an integer, or nil";
    }
    return std::nullopt;
  }

 private:
  const Values& values_;
  std::span<const ModelOperation> operations_;
};

}  // namespace tenter::oracle
