// An access of one thread that lies between two accesses of another thread to the same memory.
#pragma once

#include <optional>

#include "explore/witness/trace_describer.h"

namespace tenter::explore {

// Who makes something other than atomic: the first such pattern, worst first, of those that can do harm. A clause:
// "second's store of i lies between first's load and store: first writes a value computed from stale data"
std::optional<std::string> broken_atomicity(const TraceDescriber& describer);

// Accesses to memory; synchronisation objects have no size.
bool same_memory(const TraceStep& left, const TraceStep& right);

inline constexpr TaskId kMain = 0;  // makes, observes and destroys the state

}  // namespace tenter::explore
