// Outcomes against expectations. Knows nothing of threads or engines.
#pragma once

#include "model/evidence.h"
#include "model/verdict.h"

namespace tenter::oracle {

// Grades each outcome by the expectation it matched, or by ScenarioInfo::otherwise, and turns each forbidden one
// into an anomaly. Says what all anomalies together witness. Thread safety: pure.
JudgedEvidence grade(const ScenarioInfo& scenario, const Evidence& evidence);

}  // namespace tenter::oracle
