// Several objects as one: where being right is no matter of each of them alone, as for sequential consistency.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "oracle/models/operations.h"
#include "oracle/sequential_object.h"

namespace tenter::oracle {

class JointObject final : public SequentialObject {
 public:
  // Object by object, and the part of the history that is its own. REQUIRES: the parts are all of the history, which
  // has `operations` of them.
  JointObject(std::vector<std::unique_ptr<SequentialObject>> objects, std::span<const Part> parts,
              std::size_t operations);

  std::uint32_t initial() override;
  std::uint32_t step(std::uint32_t state, std::uint32_t operation) override;
  bool only_reads(std::uint32_t operation) const override;

 private:
  using State = std::vector<std::uint32_t>;  // of each object: the number of its state

  struct Place {
    std::uint32_t object, operation;
  };

  std::uint32_t number_of(const State& state);

  std::vector<std::unique_ptr<SequentialObject>> objects_;
  std::vector<Place> places_;  // by the operation's number in the history
  Interned<State> states_;
  State next_;  // room for step()
};

}  // namespace tenter::oracle
