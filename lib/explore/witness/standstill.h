// Why an execution came to an end before all of its tasks did.
#pragma once

#include <string>

#include "explore/witness/trace_describer.h"
#include "model/evidence.h"

namespace tenter::explore {

// Of a deadlock or a livelock: who waits for what, and who has it. A lost wakeup where a notification was.
AnomalyReport standstill_report(const TraceDescriber& describer);

// Who waits at the end, where, for what is outside of the scenario. Empty when nobody does.
std::string external_waits_in_words(const TraceDescriber& describer);

// Those that were left when the scenario was over, and what each waits for.
std::string leftover_in_words(const TraceDescriber& describer);

}  // namespace tenter::explore
