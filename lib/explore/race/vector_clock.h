// Vector clocks: how much of each task's past a point in an execution has behind it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "explore/event/operation.h"

namespace tenter::explore {

// There is room for every task that could be; what is done costs as much as the tasks that there are.
// REQUIRES: `tasks` is at least as many as have ever been noted in any of the clocks involved.
struct VectorClock {
  std::array<std::uint32_t, kMaxTasks> at{};

  void join(const VectorClock& other, TaskId tasks) {
    for (TaskId i = 0; i < tasks; ++i) at[i] = std::max(at[i], other.at[i]);
  }
  void assign(const VectorClock& other, TaskId tasks) { std::copy_n(other.at.begin(), tasks, at.begin()); }
  void clear(TaskId tasks) { std::fill_n(at.begin(), tasks, 0U); }
};

}  // namespace tenter::explore
