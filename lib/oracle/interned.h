// Each state once, under a number: a search compares and remembers numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "oracle/visited.h"

namespace tenter::oracle {

template <class State>
class Interned {
 public:
  const State& operator[](std::uint32_t number) const { return states_[number]; }
  std::size_t size() const { return states_.size(); }

  std::uint32_t number_of(const State& state, std::size_t hash) {
    const std::uint64_t spread = mixed(hash);
    const auto tag = static_cast<std::uint32_t>(spread >> 32U);
    std::size_t i = spread & (slots_.size() - 1);
    for (; slots_[i].number != kFree; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].tag == tag && states_[slots_[i].number] == state) return slots_[i].number;
    }
    const auto number = static_cast<std::uint32_t>(states_.size());
    states_.push_back(state);
    hashes_.push_back(spread);
    slots_[i] = {tag, number};
    if (states_.size() * 4 > slots_.size() * 3) grow();
    return number;
  }

 private:
  struct Slot {
    std::uint32_t tag;
    std::uint32_t number;
  };
  static constexpr std::uint32_t kFree = ~std::uint32_t{0};
  static constexpr std::size_t kInitialSlots = 64;

  void grow() {
    slots_.assign(slots_.size() * 2, Slot{0, kFree});
    for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
      std::size_t i = hashes_[number] & (slots_.size() - 1);
      while (slots_[i].number != kFree) i = (i + 1) & (slots_.size() - 1);
      slots_[i] = {static_cast<std::uint32_t>(hashes_[number] >> 32U), number};
    }
  }

  std::deque<State> states_;
  std::vector<std::uint64_t> hashes_;
  std::vector<Slot> slots_ = std::vector<Slot>(kInitialSlots, Slot{0, kFree});
};

}  // namespace tenter::oracle
