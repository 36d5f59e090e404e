// ThreadSanitizer's reports as values. Only for a process that is linked with ThreadSanitizer.
#pragma once

#include <tenter/scenario_info.h>

#include <string>
#include <vector>

#include "model/evidence.h"

namespace tenter::tsan {

// What one run has reported so far. Reports of the same kind whose two accesses are in the same lines, in either
// order, are one; its `count` is how many different stacks led there, for the runtime reports each pair of stacks
// once in the life of a process, however often it races.
struct Reports {
  std::vector<AnomalyReport> anomalies;
  std::vector<SuppressedReport> suppressed;  // known to be false, with the reason
  bool races_modelled = true;                // false when races cannot be told from what fences order
  std::vector<std::string> notes;            // what of the run ThreadSanitizer could not judge, a sentence each
};

// Begins a run: forgets earlier reports, and names threads by the scenario's actors. The hook that gathers the
// reports is in place from the start of the process. `plugin_path` tells the scenario's own code from the rest.
// From here on the runtime's own text goes nowhere.
void begin(const ScenarioInfo& scenario, const std::string& plugin_path);

// Thread safety: any thread, at any time between begin() and the end; orders nothing in the runtime's eyes.
Reports reports();

// Whether there are reports that reports() has not given yet. Cheap. Thread safety: any thread.
bool news();

// Adds reports() to what the engine found.
void add_reports(Evidence& evidence);

}  // namespace tenter::tsan
