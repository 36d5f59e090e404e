// What determines an execution, besides the program.
#pragma once

#include <cstdint>
#include <vector>

#include "explore/runtime/execution_result.h"

namespace tenter::explore {

struct PinnedSchedule {
  std::vector<std::uint8_t> tasks;  // by step
  VisiblePlaces places;             // at the start
};

}  // namespace tenter::explore
