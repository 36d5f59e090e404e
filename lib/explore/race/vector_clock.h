// Vector clocks: how much of each task's past a point in an execution has behind it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "explore/event/operation.h"

namespace tenter::explore {

// REQUIRES: all clocks that meet in one execution are joined over the same number of tasks.
struct VectorClock {
  std::array<std::uint32_t, kMaxTasks> at{};

  void join(const VectorClock& other, TaskId tasks) {
    for (TaskId i = 0; i < tasks; ++i) at[i] = std::max(at[i], other.at[i]);
  }
};

}  // namespace tenter::explore
