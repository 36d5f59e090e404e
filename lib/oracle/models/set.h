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
    return operation.pending || operation.result == kNil || operation.result == (returns ? kTrue : kFalse);
  }

  static std::optional<std::string> fault(const Values& values, const ModelOperation& operation) {
    const bool known = operation.result == kTrue || operation.result == kFalse;
    // Recordings that have nothing to return repeat the argument.
    if (known || operation.pending) return std::nullopt;
    if (operation.code == kContains) return "contains returns true or false";
    return operation.result == kNil
               ? std::nullopt
               : std::optional<std::string>("it returns true, false or nil, not " + values.shown(operation.result));
  }

 private:
  std::span<const ModelOperation> operations_;
};

}  // namespace tenter::oracle
