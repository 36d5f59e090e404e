// Where an execution has left the schedule that it should have followed.
#pragma once

#include <cstdint>
#include <optional>

#include "explore/event/operation.h"
#include "explore/event/task_set.h"

namespace tenter::explore {

struct ReplayMismatch {
  std::uint32_t step = 0;            // counted from 0
  TaskId wanted = kNoTask;           // kNoTask where the list was over and the program went on
  TaskSet enabled;                   // empty where the program was over and the list went on
  std::optional<Operation> pending;  // of `wanted`; without one it had not started, or was finished
};

}  // namespace tenter::explore
