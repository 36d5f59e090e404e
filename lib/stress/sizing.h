// How many executions the next batch has.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tenter::stress {

// Starts with a single execution, since its cost is not known: it may be nanoseconds or seconds. Batches then grow
// as far as they stay within the time allowed.
//
// A batch that stayed within the time allowed may always double; the cost of an execution is judged by the cheapest
// batches, for a measurement can only be too dear, and rises again slowly; and a configuration that has not run
// begins where its kin, which wait for each other as often, have got to.
class Sizing {
 public:
  static constexpr std::size_t kGrowth = 8;

  // `kin`: by configuration, the number of its group.
  explicit Sizing(std::vector<std::size_t> kin);

  // REQUIRES: wanted > 0. At least 1, at most `wanted`.
  std::size_t next(std::size_t configuration, std::size_t wanted, std::chrono::nanoseconds allowed) const;

  // `elapsed`: how long the batch kept the thread busy that had most to do.
  void ran(std::size_t configuration, std::size_t count, std::chrono::nanoseconds elapsed);

 private:
  struct Cost {
    std::size_t last_count = 0;
    std::chrono::nanoseconds last_elapsed{0};
    double nanoseconds = 0;  // an execution
  };

  static void update(Cost& cost, std::size_t count, std::chrono::nanoseconds elapsed);

  std::vector<std::size_t> kin_;
  std::vector<Cost> costs_;         // by configuration
  std::vector<Cost> costs_of_kin_;  // by group
};

}  // namespace tenter::stress
