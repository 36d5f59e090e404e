// For how long each engine runs a scenario. Pure functions.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "model/verdict.h"

namespace tenter::session {

using std::chrono::nanoseconds;

// What an engine gets of `full`, which is what the user allows each, when the engines before it have brought back
// `so_far`.
using TimeFor = std::function<nanoseconds(const ScenarioInfo& scenario, Engine engine,
                                          const std::vector<JudgedEvidence>& so_far, nanoseconds full)>;

// All of it.
nanoseconds full_time(const ScenarioInfo& scenario, Engine engine, const std::vector<JudgedEvidence>& so_far,
                      nanoseconds full);

// For real threads on what explore has settled: enough for a glance at how often they show what it has found, or
// whether they contradict it.
inline constexpr std::chrono::milliseconds kGlance{50};

// All of it for explore, and a glance for whoever comes after explore has settled the claim: by a witness, or by a
// proof that leaves nothing open. What a machine shows is settled by that machine, and what weaker memory orders
// allow by real threads: explore covers neither.
nanoseconds brief_time(const ScenarioInfo& scenario, Engine engine, const std::vector<JudgedEvidence>& so_far,
                       nanoseconds full);

// The same engines with explore before the others.
std::vector<Engine> explore_first(std::vector<Engine> engines);

}  // namespace tenter::session
