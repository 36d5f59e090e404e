#include "explore/witness/trace.h"

namespace tenter::explore {

std::vector<std::uint8_t> tasks_of(const Trace& trace) {
  std::vector<std::uint8_t> tasks;
  tasks.reserve(trace.steps.size());
  for (const TraceStep& step : trace.steps) tasks.push_back(static_cast<std::uint8_t>(step.task));
  return tasks;
}

}  // namespace tenter::explore
