// The explore engine: searches the schedules of a scenario and brings back what they show.
#pragma once

#include <tenter/plugin.h>

#include <string>

#include "explore/runtime/in_process_executor.h"
#include "explore/witness/names.h"
#include "host/anomaly_log.h"
#include "model/evidence.h"
#include "model/progress.h"
#include "model/run.h"
#include "model/shared_schedule.h"

namespace tenter::explore {

// One run of a scenario; the references outlive it.
struct Subject {
  InProcessExecutor& executor;
  const Program& program;
  const std::string& plugin_path;
  std::string compiler;  // of the plugin, as it names itself: "g++ 12.2.0"
  const RunRequest& request;
  SharedProgress& progress;
  SharedSchedule& schedule;
  RunMonitor& monitor;
  AnomalyLog& log;  // the Host that the plugin was loaded with
  Names& names;
};

// Searches as the request says, until everything has been seen, the budget is used up or the monitor says stop; or
// replays the schedule that the request names: one execution, its witness, and a note where it diverges.
// Throws std::invalid_argument when the schedule cannot be replayed at all.
// Thread safety: one run at a time a process, on the thread that made the runtime.
Evidence run(const Subject& subject);

}  // namespace tenter::explore
