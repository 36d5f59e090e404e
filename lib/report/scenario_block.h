// One scenario's result in full: what it claims, what each engine saw, the reason, and how to run it again.
#pragma once

#include <ostream>

#include "report/console.h"
#include "report/run.h"
#include "report/table.h"

namespace tenter::report {

Tone tone_of(const Run& run, const Result& result);

void print_scenario(std::ostream& out, const Run& run, const Result& result, const ConsoleStyle& style);

}  // namespace tenter::report
