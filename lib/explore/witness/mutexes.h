// Who had which mutex in a trace.
#pragma once

#include "explore/witness/trace.h"

namespace tenter::explore {

// Who owns `mutex` before a step of the trace, or at its end; kNoTask when nobody does.
TaskId owner_of(const Trace& trace, std::uintptr_t mutex, const TraceStep* before = nullptr);

// The mutex that a step takes; 0 when it takes none.
std::uintptr_t mutex_taken_by(const TraceStep& step);

}  // namespace tenter::explore
