// Everything that one execution shows, by its trace.
#pragma once

#include <vector>

#include "explore/witness/trace_describer.h"
#include "model/evidence.h"

namespace tenter::explore {

// Deaths first, then leaks, then that it stands still, then what the program has `reported` of itself, then races.
std::vector<AnomalyReport> anomalies_of(const TraceDescriber& describer, const std::vector<AnomalyReport>& reported);

// Races that do not count, each with why.
std::vector<SuppressedReport> harmless_races_of(const TraceDescriber& describer);

// Of the outcome if that is remarkable or all that there is, else of the gravest anomaly, and of all others of its
// kind. `anomalies`: of this trace, the gravest first.
Witness witness_of_all(const TraceDescriber& describer, const std::vector<AnomalyReport>& anomalies);

// Adds one to those that are there, or to the count of the same one.
void add_to(std::vector<AnomalyReport>& anomalies, const AnomalyReport& report);

}  // namespace tenter::explore
