// Where the rows of outcomes seen before are, found without a branch that guesses which outcome comes next: rare
// outcomes are what this is for, and a mispredicted branch costs more than all the rest of counting.
#pragma once

#include <tenter/detail/hidden.h>

#include <cstddef>
#include <cstdint>

namespace tenter::detail {

class RowCache {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  TENTER_HIDDEN_WITH_CALLER std::size_t find(std::uint64_t key) const {
    const Slot& slot = slots_[index(key)];
    return slot.key == key ? slot.row : kNone;
  }
  void remember(std::uint64_t key, std::size_t row) { slots_[index(key)] = {key, row}; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::size_t row = kNone;
  };

  TENTER_HIDDEN_WITH_CALLER static std::size_t index(std::uint64_t key) { return (key * 0x9e3779b97f4a7c15U) >> 58U; }

  Slot slots_[64];  // no std::array: its accessors are instrumented
};

}  // namespace tenter::detail
