// A trace as the steps of a witness.
#pragma once

#include "explore/witness/trace_describer.h"
#include "model/witness.h"

namespace tenter::explore {

// Steps and threads, and how often it was preempted; nothing of what the execution shows.
Witness steps_of(const TraceDescriber& describer);

}  // namespace tenter::explore
