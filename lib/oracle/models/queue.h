// A first-in first-out queue: `enqueue`, and `dequeue`, which returns nil when it is empty. `push` and `pop` are the
// same.
#pragma once

#include <algorithm>

#include "oracle/models/operations.h"

namespace tenter::oracle {

class QueueModel {
 public:
  enum Code : std::uint8_t { kEnqueue, kDequeue };
  static constexpr OperationName kNames[] = {
      {"enqueue", kEnqueue}, {"dequeue", kDequeue}, {"push", kEnqueue}, {"pop", kDequeue}};

  QueueModel(const History&, std::span<const ModelOperation> operations) : operations_(operations) {}

  using State = std::vector<Value>;  // the oldest first
  State initial() const { return {}; }
  std::size_t hash_of(const State& state) const {
    std::uint64_t hash = state.size();
    for (const Value value : state) hash = mixed(hash ^ value) + 1;
    return hash;
  }
  bool only_reads(std::size_t i) const {
    return operations_[i].code == kDequeue && !operations_[i].pending && operations_[i].result == kNil;
  }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = operations_[i];
    if (operation.code == kEnqueue) {
      state.push_back(operation.argument);
      return true;
    }
    if (state.empty()) return operation.pending || operation.result == kNil;
    if (!operation.pending && state.front() != operation.result) return false;
    state.erase(state.begin());
    return true;
  }

  static std::optional<std::string> fault(const Values&, const ModelOperation& operation) {
    return operation.code == kEnqueue && operation.argument == kNil
               ? std::optional<std::string>(
                     "nil cannot be enqueued: it is what dequeue returns when there is nothing")
               : std::nullopt;
  }

 private:
  std::span<const ModelOperation> operations_;
};

}  // namespace tenter::oracle
