// The report of each thing that an execution can show besides its outcome, by its trace.
#pragma once

#include "explore/witness/trace_describer.h"
#include "model/evidence.h"

namespace tenter::explore {

AnomalyReport report_of(const TraceDescriber& describer, const Death& death);
AnomalyReport report_of(const TraceDescriber& describer, const Leak& leak);
AnomalyReport report_of(const TraceDescriber& describer, const UnwrittenRead& read);

}  // namespace tenter::explore
