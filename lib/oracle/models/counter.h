// A counter, 0 at first: `get` (or `read`); `increment`, `decrement` and `add` of an integer, which return nothing;
// `fetch-add`, which returns the value before, and `add-and-get`, which returns the value that it has made.
#pragma once

#include "oracle/models/operations.h"

namespace tenter::oracle {

class CounterModel {
 public:
  enum Code : std::uint8_t { kGet, kIncrement, kDecrement, kAdd, kFetchAdd, kAddAndGet };
  static constexpr OperationName kNames[] = {
      {"get", kGet}, {"read", kGet},           {"increment", kIncrement},  {"decrement", kDecrement},
      {"add", kAdd}, {"fetch-add", kFetchAdd}, {"add-and-get", kAddAndGet}};

  CounterModel(const History& history, std::span<const ModelOperation> operations)
      : values_(history.values), operations_(operations) {}

  using State = std::uint64_t;  // wraps, as every machine's does
  State initial() const { return 0; }
  std::size_t hash_of(const State& state) const { return state; }
  bool only_reads(std::size_t i) const { return operations_[i].code == kGet; }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = operations_[i];
    const State before = state;
    state += amount(operation);
    if (operation.pending || !returns(operation)) return true;
    const State returned = operation.code == kFetchAdd ? before : state;
    return values_.integer_of(operation.result) == static_cast<std::int64_t>(returned);
  }

  static std::optional<std::string> fault(const Values& values, const ModelOperation& operation) {
    const bool adds = operation.code == kAdd || operation.code == kFetchAdd || operation.code == kAddAndGet;
    if (adds && !values.integer_of(operation.argument)) return "it wants an integer";
    return operation.pending || !returns(operation) || values.integer_of(operation.result)
               ? std::nullopt
               : std::optional<std::string>("it returns an integer");
  }

 private:
  static bool returns(const ModelOperation& operation) {
    return operation.code == kGet || operation.code == kFetchAdd || operation.code == kAddAndGet;
  }

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
