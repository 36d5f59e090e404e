// Tasks as a set.
#pragma once

#include <cstdint>

#include "explore/event/operation.h"

namespace tenter::explore {

using TaskSet = std::uint64_t;  // at most kMaxTasks of them
static_assert(kMaxTasks <= 64);

constexpr TaskSet set_of(TaskId task) { return TaskSet{1} << task; }
constexpr bool contains(TaskSet set, TaskId task) { return ((set >> task) & 1) != 0; }

}  // namespace tenter::explore
