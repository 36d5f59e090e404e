// How far a run has got, and how far it may go.
#pragma once

#include <tenter/body.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace tenter::explore {

// What searches have counted.
struct Count {
  std::uint64_t executions = 0;
  std::uint64_t blocked = 0;    // given up as redundant
  std::uint64_t cut = 0;        // at the bound of steps
  std::uint64_t outside = 0;    // ended by a wait for what is outside of the program
  std::uint64_t anomalous = 0;  // with a forbidden outcome, or without one
  std::vector<OutcomeCount> outcomes;

  Count& operator+=(const Count& more);
};

// The part of what is left that a phase may use, rounded up: where anything is left, it may do something.
std::uint64_t part_of(std::uint64_t left, double share);

// A time limit that is cheap to keep. Thread safety: none.
class Timer {
 public:
  using Clock = std::chrono::steady_clock;

  // From now on; without a limit, for ever.
  explicit Timer(std::optional<std::chrono::nanoseconds> limit);

  // To be told of each execution; true when enough has been done since the last time that the clock is worth asking.
  bool due(std::size_t steps);
  bool limited() const { return end_ != Clock::time_point::max(); }
  bool over() const { return Clock::now() >= end_; }
  std::chrono::nanoseconds left() const;  // not less than 0

 private:
  Clock::time_point end_;
  std::size_t steps_ = 0;
};

}  // namespace tenter::explore
