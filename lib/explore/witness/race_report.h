// Two accesses of a trace that race, in words.
#pragma once

#include <string_view>

#include "explore/witness/trace_describer.h"
#include "model/evidence.h"

namespace tenter::explore {

AnomalyReport race_report(const TraceDescriber& describer, const Race& race);

// Why such a race does not count; empty when it does.
std::string_view why_harmless(const TraceDescriber& describer, const Race& race);

}  // namespace tenter::explore
