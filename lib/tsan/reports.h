// ThreadSanitizer's reports as values. Only for a process that is linked with ThreadSanitizer.
#pragma once

#include <tenter/scenario_info.h>

#include <string>
#include <vector>

#include "model/evidence.h"

namespace tenter::tsan {

// What one run has reported so far, deduplicated by kind and places. Thread safety: any thread.
struct Reports {
  std::vector<AnomalyReport> anomalies;
  std::vector<SuppressedReport> suppressed;  // known to be false, with the reason
};

// Begins a run: forgets earlier reports, and names threads by the scenario's actors. The hook that gathers the
// reports is in place from the start of the process. `plugin_path` tells the scenario's own code from the rest.
void begin(const ScenarioInfo& scenario, const std::string& plugin_path);

Reports reports();

}  // namespace tenter::tsan
