// A register, nil at first: `read`, `write` and, where it is a cas-register, `cas` of [from to]. A cas that returned
// `false` met another value than `from`; one that returned anything else has written `to`.
#pragma once

#include "oracle/models/operations.h"

namespace tenter::oracle {

class RegisterModel {
 public:
  enum Code : std::uint8_t { kRead, kWrite, kCas };
  static constexpr OperationName kNames[] = {{"read", kRead}, {"write", kWrite}};

  RegisterModel(const History& history, std::span<const ModelOperation> operations)
      : values_(history.values), operations_(operations) {}

  using State = Value;
  State initial() const { return kNil; }
  std::size_t hash_of(const State& state) const { return state; }
  bool only_reads(std::size_t i) const {
    return operations_[i].code == kRead || (operations_[i].code == kCas && failed(operations_[i]));
  }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = operations_[i];
    if (operation.code == kRead) return operation.pending || operation.result == state;
    if (operation.code == kWrite) {
      state = operation.argument;
      return true;
    }
    const std::vector<Value>& exchange = *values_.list_of(operation.argument);
    if (failed(operation)) return state != exchange[0];
    if (state != exchange[0]) return false;
    state = exchange[1];
    return true;
  }

  static std::optional<std::string> fault(const Values& values, const ModelOperation& operation) {
    if (operation.code != kCas) return std::nullopt;
    const auto* const exchange = values.list_of(operation.argument);
    return exchange != nullptr && exchange->size() == 2 ? std::nullopt
                                                        : std::optional<std::string>("cas wants [from to]");
  }

 private:
  static bool failed(const ModelOperation& operation) { return !operation.pending && operation.result == kFalse; }

  const Values& values_;
  std::span<const ModelOperation> operations_;
};

class CasRegisterModel : public RegisterModel {
 public:
  static constexpr OperationName kNames[] = {{"read", kRead}, {"write", kWrite}, {"cas", kCas}};
  using RegisterModel::RegisterModel;
};

}  // namespace tenter::oracle
