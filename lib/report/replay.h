// One execution that was replayed, for people.
#pragma once

#include <ostream>

#include "report/console.h"
#include "report/run.h"

namespace tenter::report {

// What it came to, its steps, why it came to it, where the schedule could not be followed, and what that says of the
// claim. REQUIRES: the run's only result is of that execution, by the explore engine alone.
void print_replay(std::ostream& out, const Run& run, const ConsoleStyle& style);

}  // namespace tenter::report
