// The short forms in which the console names things.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/verdict.h"
#include "report/run.h"

namespace tenter::report {

// breaks(data race, lost update), shows(0, 0), holds
std::string in_words(const Claim& claim);

// The same without what may appear beside the claimed anomaly.
std::string in_short(const Claim& claim);

// confirmed (sampled)
std::string in_words(const Verdict& verdict);

// increment.cpp:18; the function when the file is unknown.
std::string in_short(const Frame& frame);

// 41.2M, 3.5k, 312
std::string in_short(std::uint64_t count);

// 0.52 s, 12 s, 3 min 5 s
std::string duration(double seconds);

// Executions a second: 41.2M/s; empty when no time was measured.
std::string rate(std::uint64_t executions, double seconds);

// The command that runs one scenario of this run again, quoted for a shell.
std::string rerun_command(const Run& run, const ScenarioInfo& scenario);

// The command that makes the execution of a witness again, with the plugins of this run.
std::string replay_command(const Run& run, const ScenarioInfo& scenario, const Witness& witness);

}  // namespace tenter::report
