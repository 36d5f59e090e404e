// Several objects of one kind as one: where being right is no matter of each of them alone, as for sequential
// consistency.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "model/history.h"
#include "oracle/models/operations.h"
#include "oracle/visited.h"

namespace tenter::oracle {

// REQUIRES: `history` and `parts` outlive it; the parts are all of the history's operations.
template <class Model>
class JointModel {
 public:
  using State = std::deque<typename Model::State>;  // a vector of bools would have none

  // `more`: what each model is made with besides.
  template <class... More>
  JointModel(const History& history, const std::vector<Part>& parts, const More&... more)
      : places_(history.operations.size()) {
    models_.reserve(parts.size());
    for (std::size_t part = 0; part < parts.size(); ++part) {
      models_.emplace_back(history, parts[part].operations, more...);
      for (std::size_t i = 0; i < parts[part].numbers.size(); ++i) places_[parts[part].numbers[i]] = {part, i};
    }
  }

  State initial() const {
    State state;
    for (const Model& model : models_) state.push_back(model.initial());
    return state;
  }
  bool step(State& state, std::size_t operation) const {
    const auto [part, number] = places_[operation];
    return models_[part].step(state[part], number);
  }
  std::size_t hash_of(const State& state) const {
    std::uint64_t hash = 0;
    for (std::size_t part = 0; part < models_.size(); ++part) hash = mixed(hash ^ models_[part].hash_of(state[part]));
    return hash;
  }
  bool only_reads(std::size_t operation) const {
    if constexpr (requires(const Model& model) { model.only_reads(operation); }) {
      const auto [part, number] = places_[operation];
      return models_[part].only_reads(number);
    }
    return false;
  }

 private:
  struct Place {
    std::size_t part, number;
  };
  std::vector<Model> models_;
  std::vector<Place> places_;
};

}  // namespace tenter::oracle
