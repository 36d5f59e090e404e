// What a run of the engine is of.
#pragma once

#include <tenter/plugin.h>

#include <string>
#include <vector>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/strategies.h"
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
  StrategyKinds strategies = all_strategies();  // that the request may name
  // Each execution has a process of its own from the start: see Residue::kept_by_c_library().
  bool isolated = false;
  // Paths of the libraries that take part and are not instrumented, as the executor knows them.
  std::vector<std::string> unseen_libraries = {};
};

}  // namespace tenter::explore
