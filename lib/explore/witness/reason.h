// Why an execution comes to what it shows: a sentence computed from its trace.
#pragma once

#include <string>
#include <vector>

#include "explore/witness/trace_describer.h"

namespace tenter::explore {

// Of an outcome: whose step lies between which two steps of another thread on the same memory, the first such pattern
// of those that make an operation not atomic; else who reads what another thread writes later, and nothing orders the
// two; else who was notified, and somebody else was first; else who was interrupted by what; else that the order
// alone does it.
std::string reason_of_outcome(const TraceDescriber& describer);

// Of something else that the execution shows.
std::string reason_of_anomaly(const TraceDescriber& describer, const AnomalyReport& report);

// Several things that one execution shows, the first few of them.
std::string reason_of_all(const std::vector<std::string>& reasons);

}  // namespace tenter::explore
