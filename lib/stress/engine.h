// The stress engine: a scenario on real threads, as often and as truly at once as the machine allows.
//
// One persistent thread an actor. States are made in batches; each batch is run by all actors at the same time,
// brought together by a rendezvous, then observed and counted off the hot path. How batches are laid out in memory
// and how the actors are kept together (the mode) is rotated and adapted during a run: no mode is best for
// every scenario.
#pragma once

#include <tenter/plugin.h>

#include "host/anomaly_log.h"
#include "model/evidence.h"
#include "model/progress.h"
#include "model/run.h"

namespace tenter::stress {

// Told by each engine thread when it is about to wait for the others at a batch boundary, and when it goes on.
// The rendezvous inside a batch is not announced: it must order nothing in the eyes of a race detector.
class BatchBoundary {
 public:
  virtual ~BatchBoundary() = default;
  virtual void arrive() noexcept {}  // what this thread did so far happens before every later depart()
  virtual void depart() noexcept {}
};

// Runs `program` until the budget is used up or the monitor says stop. `log` gathers what goes wrong besides
// outcomes (failed checks, uncaught exceptions); it must be the Host that the plugin was loaded with.
// Throws std::system_error when threads cannot be made. Thread safety: one run at a time a process.
Evidence run(const Program& program, const RunRequest& request, SharedProgress& progress, RunMonitor& monitor,
             AnomalyLog& log, BatchBoundary& boundary);

}  // namespace tenter::stress
