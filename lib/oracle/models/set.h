// One element of a set: `add`, `remove` and `contains`. What they return is whether the element was not there, was
// there, and is there; an `add` or `remove` that returned nil may have found either. The elements of a set are
// independent of each other, so that a whole set is as many of these as it has elements.
#pragma once

#include "oracle/models/operations.h"

namespace tenter::oracle {

class SetModel {
 public:
  enum Code : std::uint8_t { kAdd, kRemove, kContains };
  static constexpr OperationName kNames[] = {{"add", kAdd}, {"remove", kRemove}, {"contains", kContains}};

  SetModel(const History&, std::span<const ModelOperation> operations) : operations_(operations) {}

  using State = bool;
  State initial() const { return false; }
  std::size_t hash_of(const State& state) const { return state ? 1 : 0; }
  bool only_reads(std::size_t i) const {
    const ModelOperation& operation = operations_[i];
    return operation.code == kContains || (!operation.pending && operation.result == kFalse);
  }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = operations_[i];
    const bool changes = state != (operation.code == kAdd);
    const bool returns = operation.code == kContains ? state : changes;
    if (operation.code != kContains) state = operation.code == kAdd;
    const bool anything = operation.pending || (operation.code != kContains && !tells(operation));
    return anything || operation.result == (returns ? kTrue : kFalse);
  }

  static std::optional<std::string> fault(const Values&, const ModelOperation& operation) {
    return operation.code == kContains && !operation.pending && !tells(operation)
               ? std::optional<std::string>("contains returns true or false")
               : std::nullopt;
  }

 private:
  static bool tells(const ModelOperation& operation) {
    return operation.result == kTrue || operation.result == kFalse;
  }

  std::span<const ModelOperation> operations_;
};

}  // namespace tenter::oracle
