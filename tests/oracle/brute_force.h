// The definition itself: every order is tried.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "oracle/linearizability.h"

namespace tenter::oracle {

template <class Model>
class BruteForce {
 public:
  BruteForce(const Model& model, std::span<const Interval> operations) : model_(model), operations_(operations) {}

  bool linearizable() { return extend(model_.initial(), std::vector<bool>(operations_.size())); }

 private:
  bool extend(const typename Model::State& state, std::vector<bool> placed) {
    bool complete = true;
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (!placed[i] && operations_[i].responded != kPending) complete = false;
    }
    if (complete) return true;
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (placed[i] || must_wait(i, placed)) continue;
      auto next = state;
      if (!model_.step(next, i)) continue;
      auto more = placed;
      more[i] = true;
      if (extend(next, more)) return true;
    }
    return false;
  }

  // Another one has returned before it was called, and has no place yet.
  bool must_wait(std::size_t operation, const std::vector<bool>& placed) const {
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (!placed[i] && operations_[i].responded < operations_[operation].invoked) return true;
    }
    return false;
  }

  const Model& model_;
  std::span<const Interval> operations_;
};

// Whether `order` is what a witness claims to be.
template <class Model>
bool explains(const Model& model, std::span<const Interval> operations, const std::vector<std::uint32_t>& order) {
  std::vector<bool> placed(operations.size());
  auto state = model.initial();
  for (std::size_t at = 0; at < order.size(); ++at) {
    if (placed[order[at]] || !model.step(state, order[at])) return false;
    placed[order[at]] = true;
    for (std::size_t i = 0; i < operations.size(); ++i) {
      if (!placed[i] && operations[i].responded < operations[order[at]].invoked) return false;
    }
  }
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (!placed[i] && operations[i].responded != kPending) return false;
  }
  return true;
}

}  // namespace tenter::oracle
