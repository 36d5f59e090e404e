// For how long a worker has stood still through a fault of its own.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace tenter::session {

using std::chrono::nanoseconds;

// Time in which the worker waited for a processor is not held against it, up to kMostExcused times the patience: what
// spins with more threads than there are processors waits, too. Thread safety: none.
class Stillness {
 public:
  static constexpr int kMostExcused = 6;

  explicit Stillness(nanoseconds patience) : patience_(patience) {}

  // `pulse` changes with whatever the worker does; `waited`, asked while it does not, is for how long any of its
  // threads has waited for a processor since it began. True when nothing has changed for as long as the patience
  // allows.
  bool too_long(std::uint64_t pulse, nanoseconds since_last, const std::function<nanoseconds()>& waited);

 private:
  nanoseconds patience_;
  std::uint64_t pulse_ = 0;
  nanoseconds still_{};
  nanoseconds excused_{};
  std::optional<nanoseconds> waited_;  // when last asked
};

}  // namespace tenter::session
