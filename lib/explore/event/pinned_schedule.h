// What determines an execution, besides the program.
#pragma once

#include "explore/event/execution_result.h"
#include "model/schedule.h"

namespace tenter::explore {

struct PinnedSchedule {
  ScheduledTasks tasks;  // by step
  VisiblePlaces places;  // at the start
};

}  // namespace tenter::explore
