// A stack: `push`, and `pop`, which returns nil when it is empty.
#pragma once

#include <unordered_map>

#include "oracle/models/operations.h"

namespace tenter::oracle {

class StackModel {
 public:
  enum Code : std::uint8_t { kPush, kPop };
  static constexpr OperationName kNames[] = {{"push", kPush}, {"pop", kPop}};

  StackModel(const History&, std::span<const ModelOperation> operations) : operations_(operations) {}

  // The number of its top in the tree of all stacks, of which 0 is the empty one: equal stacks have equal numbers.
  using State = std::uint32_t;
  State initial() const { return 0; }
  std::size_t hash_of(const State& state) const { return state; }
  bool only_reads(std::size_t i) const {
    return operations_[i].code == kPop && !operations_[i].pending && operations_[i].result == kNil;
  }

  bool step(State& state, std::size_t i) const {
    const ModelOperation& operation = operations_[i];
    if (operation.code == kPush) {
      state = pushed(state, operation.argument);
      return true;
    }
    if (state == 0) return operation.pending || operation.result == kNil;
    const Top& top = tops_[state];
    if (!operation.pending && top.value != operation.result) return false;
    state = top.below;
    return true;
  }

  static std::optional<std::string> fault(const Values&, const ModelOperation& operation) {
    return operation.code == kPush && operation.argument == kNil
               ? std::optional<std::string>("nil cannot be pushed: it is what pop returns when there is nothing")
               : std::nullopt;
  }

 private:
  struct Top {
    State below;
    Value value;
  };

  State pushed(State below, Value value) const {
    const auto [found, added] =
        numbers_.try_emplace(std::uint64_t{below} << 32U | value, static_cast<State>(tops_.size()));
    if (added) tops_.push_back({below, value});
    return found->second;
  }

  std::span<const ModelOperation> operations_;
  mutable std::vector<Top> tops_{Top{0, kNil}};
  mutable std::unordered_map<std::uint64_t, State> numbers_;
};

}  // namespace tenter::oracle
