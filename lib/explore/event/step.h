#pragma once

#include <cstdint>

#include "explore/event/operation.h"

namespace tenter::explore {

// One visible step of an execution.
struct Step {
  TaskId task = 0;
  Operation operation;
  std::uint64_t value = 0;  // read or written, where known
};

}  // namespace tenter::explore
