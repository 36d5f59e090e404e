// A counter, 0 at first: `get` (or `read`), `increment`, `decrement` and `add` of an integer, which return the value
// that they have made, or nil; and `fetch-add`, which returns the value before.
#pragma once

#include "oracle/models/operations.h"

namespace tenter::oracle {

class CounterModel {
 public:
  enum Code : std::uint8_t { kGet, kIncrement, kDecrement, kAdd, kFetchAdd };
  static constexpr OperationName kNames[] = {
      {"get", kGet},           {"read", kGet}, {"add", kAdd}, {"increment", kIncrement}, {"decrement", kDecrement},
      {"fetch-add", kFetchAdd}};

  CounterModel(const History& history, std::span<const ModelOperation> operations)
      : values_(history.values), operations_(operations) {}

  using State = std::uint64_t;  // wraps, as every machine's does
  State initial() const { return 0; }
  std::size_t hash_of(const State& state) const { return state; }
  bool only_reads(std::size_t i) const { return amount(operations_[i]) == 0; }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = operations_[i];
    const State before = state;
    state += amount(operation);
    if (operation.pending || (operation.result == kNil && operation.code != kGet)) return true;
    const State returned = operation.code == kFetchAdd ? before : state;
    return values_.integer_of(operation.result) == static_cast<std::int64_t>(returned);
  }

  static std::optional<std::string> fault(const Values& values, const ModelOperation& operation) {
    const bool amounts = operation.code == kAdd || operation.code == kFetchAdd;
    if (amounts && !values.integer_of(operation.argument)) return "it wants an integer";
    if (operation.pending || values.integer_of(operation.result)) return std::nullopt;
    return operation.result == kNil && operation.code != kGet ? std::nullopt
                                                              : std::optional<std::string>("it returns an integer");
  }

 private:
  State amount(const ModelOperation& operation) const {
    if (operation.code == kGet) return 0;
    if (operation.code == kIncrement) return 1;
    if (operation.code == kDecrement) return ~State{0};
    return static_cast<State>(*values_.integer_of(operation.argument));
  }

  const Values& values_;
  std::span<const ModelOperation> operations_;
};

}  // namespace tenter::oracle
