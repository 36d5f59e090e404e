// How many executions the next batch has.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tenter::stress {

// Starts with a single execution, since its cost is not known: it may be nanoseconds or seconds. Batches then grow
// as far as they stay within the time allowed. The cost is one of the configuration's: waiting for each other
// can be most of it.
class Sizing {
 public:
  static constexpr std::size_t kGrowth = 8;

  explicit Sizing(std::size_t configurations) : costs_(configurations) {}

  // REQUIRES: wanted > 0. At least 1, at most `wanted`.
  std::size_t next(std::size_t configuration, std::size_t wanted, std::chrono::nanoseconds allowed) const;

  void ran(std::size_t configuration, std::size_t count, std::chrono::nanoseconds elapsed);

 private:
  struct Cost {
    std::size_t last_count = 0;
    double nanoseconds = 0;  // an execution
  };

  std::vector<Cost> costs_;
};

}  // namespace tenter::stress
