// Sequential objects as the searches for an order see them.
//
// A model is one:
//
//     struct Model {
//       using State = ...;                                   // copyable, with ==
//       State initial() const;
//       bool step(State& state, std::size_t operation) const;  // false: the recorded result is not allowed here
//       std::size_t hash_of(const State& state) const;
//       bool only_reads(std::size_t operation) const;        // optional: it changes no state that it is allowed in
//     };
//
// step() gets the number of an operation in the history. It need not keep `state` when it returns false. A pending
// operation may have had its effect or not: it is left out, or step() is called for it, which allows any result.
//
// To a search states are numbers, so that it is compiled once, not for each model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "oracle/interned.h"

namespace tenter::oracle {

class SequentialObject {
 public:
  virtual ~SequentialObject() = default;

  static constexpr std::uint32_t kRefused = ~std::uint32_t{0};

  virtual std::uint32_t initial() = 0;
  // The state that the operation leads to from that one; kRefused when its recorded result is not allowed there.
  virtual std::uint32_t step(std::uint32_t state, std::uint32_t operation) = 0;
  // It changes no state that it is allowed in.
  virtual bool only_reads(std::uint32_t operation) const = 0;
};

// `Model` is the model, or a reference to one that outlives it.
template <class Model>
class NumberedStates final : public SequentialObject {
 public:
  template <class... Made>
  explicit NumberedStates(Made&&... of) : model_(std::forward<Made>(of)...), next_(model_.initial()) {}

  std::uint32_t initial() override {
    next_ = model_.initial();
    return states_.number_of(next_, model_.hash_of(next_));
  }

  std::uint32_t step(std::uint32_t state, std::uint32_t operation) override {
    next_ = states_[state];
    if (!model_.step(next_, operation)) return kRefused;
    return NumberedStates::only_reads(operation) ? state : states_.number_of(next_, model_.hash_of(next_));
  }

  bool only_reads(std::uint32_t operation) const override {
    if constexpr (requires { model_.only_reads(std::size_t{}); }) return model_.only_reads(operation);
    return false;
  }

 private:
  using State = typename std::remove_cvref_t<Model>::State;

  Model model_;
  Interned<State> states_;
  State next_;  // room for step()
};

}  // namespace tenter::oracle
