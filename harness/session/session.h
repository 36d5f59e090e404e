// A run: scenarios times engines, one after the other, each in workers of its own, and what they say of each claim.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "model/verdict.h"
#include "session/catalogue.h"
#include "session/engine_run.h"
#include "session/pacing.h"

namespace tenter::session {

struct Plan {
  std::vector<ListedScenario> scenarios;
  std::vector<Engine> engines;  // in the order in which they run
  RunRequest request;
  TimeFor time_for = full_time;  // of the request's time, where it has one
  // As long as a scenario's claim is undecided, each engine goes on up to so long in all, twice as long each time.
  // REQUIRES: with it, the request has a budget of time.
  std::optional<nanoseconds> max_time;
  Limits limits;
};

// Where a run is.
struct Progress {
  std::string scenario;
  Engine engine = Engine::stress;
  std::size_t number = 0;  // of the scenario, from 1
  std::size_t of = 0;
  std::uint64_t executions = 0;
  nanoseconds elapsed{};                 // of this engine's run of this scenario
  std::optional<nanoseconds> time_left;  // of the whole run, as far as budgets tell
};

using OnSessionProgress = std::function<void(const Progress&)>;

struct Outcome {
  std::vector<Result> results;
  std::vector<std::string> errors;  // what in the surroundings ended it early, as Error has it
};

// Ends early, with what was gathered, when the user interrupts it and when no worker can be had any more.
Outcome run(const Plan& plan, const Catalogue& catalogue, const Layout& layout, const OnSessionProgress& on_progress);

}  // namespace tenter::session
