// What a step has done: its visible operation and all that was merged with it.
//
// Most pairs of steps have nothing in common; a set of the places that each one touches, as bits of a word, tells so
// without a look at the operations.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "explore/event/operation.h"

namespace tenter::explore {

class Footprint {
 public:
  Footprint() = default;
  explicit Footprint(std::span<const Operation> operations);

  // The visible operation comes first.
  std::span<const Operation> operations() const { return operations_; }

  // Whether the order of the two steps can matter.
  friend bool dependent(const Footprint& a, const Footprint& b) {
    const bool apart = (a.touched_ & b.modified_) == 0 && (a.modified_ & b.touched_) == 0;
    return !apart && have_dependent_operations(a, b);
  }

 private:
  // Of the places that are touched and modified. Different places may have the same bit.
  using Places = std::uint64_t;

  static Places places_of(std::uintptr_t object, std::size_t size);
  static bool have_dependent_operations(const Footprint& a, const Footprint& b);

  std::vector<Operation> operations_;
  Places touched_ = 0;
  Places modified_ = 0;
};

}  // namespace tenter::explore
