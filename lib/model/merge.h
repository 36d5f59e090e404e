// Evidence of one engine's run of a scenario that took several parts: workers, or programs.
#pragma once

#include <vector>

#include "model/evidence.h"

namespace tenter {

// Adds what `more` holds to `total`: counts are summed; equal anomalies, modes, notes are one.
// REQUIRES: both are of the same engine.
void merge(Evidence& total, const Evidence& more);

// Adds to the count of an equal anomaly, or appends. Anomalies are equal when they differ in nothing but their count.
void add_anomaly(std::vector<AnomalyReport>& anomalies, const AnomalyReport& anomaly);

}  // namespace tenter
