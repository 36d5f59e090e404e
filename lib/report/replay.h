// One execution that was replayed, for people.
#pragma once

#include <ostream>

#include "model/verdict.h"
#include "report/console.h"
#include "report/run.h"

namespace tenter::report {

// `judged` is the explore engine's, of that one execution; of `run` only the options count. What it came to, its
// steps, why it came to it, and where the schedule could not be followed.
void print_replay(std::ostream& out, const Run& run, const ScenarioInfo& scenario, const JudgedEvidence& judged,
                  const ConsoleStyle& style);

}  // namespace tenter::report
