// Many scenarios at a glance, and the totals.
#pragma once

#include <ostream>

#include "report/console.h"
#include "report/run.h"

namespace tenter::report {

// A line a scenario: verdict, name, claim, and what each engine saw in short.
void print_overview(std::ostream& out, const Run& run, const ConsoleStyle& style);

// What is left to say of the baseline, then the last line: CONFIRMED  70 of 70 claims.
void print_totals(std::ostream& out, const Run& run, const ConsoleStyle& style);

}  // namespace tenter::report
