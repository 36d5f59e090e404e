// Numbers for the strategies that sample: the same from the same seed with every standard library.
#pragma once

#include <cstdint>
#include <random>

#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t next() { return engine_(); }

  // All equally likely but for a bias below count / 2^32. Multiply-shift: no division on this path.
  // REQUIRES: 0 < count <= 2^32.
  std::uint64_t below(std::uint64_t count) { return ((engine_() >> 32U) * count) >> 32U; }

  // REQUIRES: the set is not empty.
  TaskId one_of(TaskSet set) {
    for (std::uint64_t skip = below(set.size()); skip > 0; --skip) set.remove_lowest();
    return set.lowest();
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace tenter::explore
