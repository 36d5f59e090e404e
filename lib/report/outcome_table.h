// An engine's outcomes with their grades, and those expected ones that it never saw.
#pragma once

#include "model/verdict.h"
#include "report/table.h"

namespace tenter::report {

// The most rows shown unless all are asked for: the gravest ones, by frequency; the rest is summed up.
inline constexpr std::size_t kMostOutcomes = 12;

Table outcome_table(const ScenarioInfo& scenario, const JudgedEvidence& evidence, bool all);

}  // namespace tenter::report
