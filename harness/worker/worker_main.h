// A worker: the process in which a plugin is loaded and a scenario runs, so that nothing it does harms the session.
//
// Started by the session as
//   tenter-ENGINE describe MESSAGES MEMORY PLUGIN
//   tenter-ENGINE run      MESSAGES MEMORY PLUGIN SCENARIO PREPARATION...
// where MESSAGES is a descriptor to send protocol messages on, and MEMORY one of a file with the protocol's shared
// memory. What is to be run comes behind that, when the plugin is loaded. Stdout and stderr belong to the scenario.
#pragma once

#include <sys/types.h>
#include <tenter/plugin.h>

#include <string>
#include <vector>

#include "host/anomaly_log.h"
#include "model/evidence.h"
#include "model/run.h"
#include "model/shared_schedule.h"
#include "protocol/messages.h"
#include "worker/plugin_library.h"

namespace tenter::worker {

// One run of a scenario; the references outlive it.
struct Job {
  const Program& program;
  const std::string& plugin_path;
  const PluginIdentity& plugin;
  const RunRequest& request;
  SharedProgress& progress;
  SharedSchedule& schedule;
  RunMonitor& monitor;
  AnomalyLog& log;
  bool isolated;                                     // as protocol::Preparation has it
  const std::vector<std::string>& unseen_libraries;  // LoadedPlugin::uninstrumented
};

// Thrown by WorkerEngine::run(): the worker was not prepared for the scenario.
struct NotPrepared {
  protocol::Preparation missing;
};

// In what the workers differ.
class WorkerEngine {
 public:
  virtual ~WorkerEngine() = default;
  virtual Engine engine() const = 0;
  // `libraries`: to be loaded with it. Throws PluginError.
  virtual LoadedPlugin load(const std::string& path, const std::vector<std::string>& libraries, Host& host) {
    return load_plugin(path, libraries, traits(engine()).instrumented, host);
  }
  // Threads of its runtime's, that run beside whatever a scenario does. Called before a plugin is loaded.
  virtual std::vector<pid_t> bystanders() { return {}; }
  virtual Evidence run(const Job& job) = 0;
};

// The whole of a worker's main(). Ends the process itself, without running destructors or exit handlers: threads
// that a scenario left behind cannot keep it alive.
[[noreturn]] void worker_main(int argc, char** argv, WorkerEngine& engine);

}  // namespace tenter::worker
