// One scenario on one engine: as many workers as it takes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "model/evidence.h"
#include "model/run.h"
#include "session/layout.h"
#include "session/plugin_files.h"
#include "session/supervision.h"

namespace tenter::session {

struct EngineTask {
  std::string scenario;
  PluginFiles plugin;
  Engine engine = Engine::stress;
  RunRequest request;
};

// Executions so far and the time taken, told while a task runs.
using OnProgress = std::function<void(std::uint64_t executions, nanoseconds elapsed)>;

// A worker that dies is replaced for what is left of the budget, this often.
inline constexpr int kMaxRestarts = 20;

// A worker for a task, that loads its plugin and then waits to be told what to run. Throws Error when it cannot be
// started.
std::unique_ptr<WorkerProcess> new_worker(const std::string& scenario, const PluginFiles& plugin, Engine engine,
                                          const Layout& layout);

// `waiting`, where there is one, is a new_worker() of this task: it saves waiting for one.
// Never throws for what the scenario does. Throws Error when no worker can be started or the plugin is unfit.
Evidence run_task(const EngineTask& task, const Layout& layout, const Limits& limits, const OnProgress& on_progress,
                  std::unique_ptr<WorkerProcess> waiting = nullptr);

// How often a worker is started that ends before its first instruction of ours.
inline constexpr int kStartAttempts = 20;

// True for a worker whose sanitizer found no room in its address space.
bool worth_another_start(const Ending& ending, const WorkerCommand& command);

// The sentence for one that never did.
std::string cannot_start(const Ending& ending, const WorkerCommand& command);

}  // namespace tenter::session
