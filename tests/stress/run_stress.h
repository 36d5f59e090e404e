// Runs a scenario on the stress engine as the tests want it.
#pragma once

#include <tenter/scenario.h>

#include <memory>
#include <numeric>
#include <string_view>
#include <vector>

#include "stress/engine.h"

namespace tenter::stress {

class Watcher : public RunMonitor {
 public:
  bool stop_requested() override { return false; }
  void evidence_so_far(const Evidence&) override {}
};

struct Ran {
  Evidence evidence;
  std::uint64_t started = 0;  // as a supervisor sees it
};

inline Ran run_stress(const Program& program, const RunRequest& request, RunMonitor& monitor) {
  const auto progress = std::make_unique<SharedProgress>();
  const auto log = std::make_unique<AnomalyLog>();
  BatchBoundary boundary;
  Ran ran;
  ran.evidence = run(program, request, *progress, monitor, *log, boundary);
  ran.started = progress->executions();
  return ran;
}

inline Ran run_stress(const Program& program, const RunRequest& request) {
  Watcher watcher;
  return run_stress(program, request, watcher);
}

inline RunRequest executions(std::uint64_t count, std::uint64_t seed = 1) {
  RunRequest request;
  request.budget.executions = count;
  request.seed = seed;
  return request;
}

inline std::uint64_t counted(const Evidence& evidence) {
  std::uint64_t sum = 0;
  for (const OutcomeCount& row : evidence.outcomes) sum += row.count;
  return sum;
}

inline std::uint64_t count_of(const Evidence& evidence, std::string_view outcome) {
  std::uint64_t sum = 0;
  for (const OutcomeCount& row : evidence.outcomes) sum += row.outcome == outcome ? row.count : 0;
  return sum;
}

inline std::uint64_t in_modes(const Evidence& evidence) {
  std::uint64_t sum = 0;
  for (const ModeReport& mode : evidence.modes) sum += mode.executions;
  return sum;
}

}  // namespace tenter::stress
