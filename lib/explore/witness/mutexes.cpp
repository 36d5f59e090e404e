#include "explore/witness/mutexes.h"

namespace tenter::explore {

TaskId owner_of(const Trace& trace, std::uintptr_t mutex, const TraceStep* before) {
  TaskId owner = kNoTask;
  for (const TraceStep& step : trace.steps) {
    if (&step == before) break;
    for (const Operation& operation : step.footprint) {
      if (operation.given_mutex() == mutex) owner = kNoTask;
      if (operation.taken_mutex() == mutex) owner = step.task;
    }
  }
  return owner;
}

std::uintptr_t mutex_taken_by(const TraceStep& step) {
  for (const Operation& part : step.footprint) {
    if (part.taken_mutex() != 0) return part.taken_mutex();
  }
  return 0;
}

}  // namespace tenter::explore
