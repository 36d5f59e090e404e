// A mutex: `acquire` (or `lock`) when nobody has it, `release` (or `unlock`) by the process that has it.
#pragma once

#include "oracle/models/operations.h"

namespace tenter::oracle {

class MutexModel {
 public:
  enum Code : std::uint8_t { kAcquire, kRelease };
  static constexpr OperationName kNames[] = {
      {"acquire", kAcquire}, {"release", kRelease}, {"lock", kAcquire}, {"unlock", kRelease}};

  MutexModel(const History&, std::span<const ModelOperation> operations) : operations_(operations) {}

  using State = std::uint64_t;  // 0, or one more than the process that has it
  State initial() const { return 0; }
  std::size_t hash_of(const State& state) const { return state; }

  bool step(State& state, std::size_t i) const {
    const State process = std::uint64_t{operations_[i].process} + 1;
    const bool acquires = operations_[i].code == kAcquire;
    if (state != (acquires ? 0 : process)) return false;
    state = acquires ? process : 0;
    return true;
  }

  static std::optional<std::string> fault(const Values&, const ModelOperation&) { return std::nullopt; }

 private:
  std::span<const ModelOperation> operations_;
};

}  // namespace tenter::oracle
