// How far a run has got, in memory that a worker shares with its supervisor, so that it survives the worker.
#pragma once

#include <tenter/plugin.h>

#include <algorithm>
#include <cstdint>

namespace tenter {

// One actor's count of executions begun, alone on its cache line: it is written once an execution.
struct alignas(64) StartedCell {
  std::uint64_t started = 0;
};

// REQUIRES: zeroed memory at the start. Thread safety: each cell has one writer; readers see some recent value.
struct SharedProgress {
  StartedCell actors[kMaxActors];
  // Raised by the worker whenever something else than an execution's start got done (a batch was counted, say).
  StartedCell heartbeat;
  // Processes of the worker's own, that are killed when it dies: nobody has left them behind.
  StartedCell helpers;

  // Every actor takes part in every execution, so as many have been started as the foremost actor has begun.
  std::uint64_t executions() const {
    std::uint64_t most = 0;
    for (const StartedCell& cell : actors) most = std::max(most, load(cell));
    return most;
  }

  // Changes whenever anything moves; what does not change for long enough hangs.
  std::uint64_t pulse() const {
    std::uint64_t sum = load(heartbeat);
    for (const StartedCell& cell : actors) sum += load(cell);
    return sum;
  }

 private:
  static std::uint64_t load(const StartedCell& cell) { return __atomic_load_n(&cell.started, __ATOMIC_RELAXED); }
};

}  // namespace tenter
