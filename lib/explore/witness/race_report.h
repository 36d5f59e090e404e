// Two accesses of a trace that race, in words.
#pragma once

#include <string>
#include <string_view>

#include "explore/witness/trace_describer.h"
#include "model/evidence.h"

namespace tenter::explore {

AnomalyReport race_report(const TraceDescriber& describer, const Race& race);

// Two atomic accesses that nothing but themselves orders: "the relaxed store of ready (a.cpp:14), which nothing else
// orders with the relaxed load (a.cpp:20)". One at least is weaker than seq_cst, and named first.
std::string order_in_words(const TraceDescriber& describer, const Race& race);

// Why such a race does not count; empty when it does.
std::string_view why_harmless(const TraceDescriber& describer, const Race& race);

}  // namespace tenter::explore
