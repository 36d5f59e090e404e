#include "explore/witness/trace.h"

namespace tenter::explore {

ScheduledTasks tasks_of(const Trace& trace) {
  ScheduledTasks tasks;
  tasks.reserve(trace.steps.size());
  for (const TraceStep& step : trace.steps) tasks.push_back(static_cast<ScheduledTask>(step.task));
  return tasks;
}

}  // namespace tenter::explore
