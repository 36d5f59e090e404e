// One program of an object's operations, run as a scenario of its own.
#pragma once

#include <tenter/plugin.h>

#include "model/evidence.h"

namespace tenter::property {

// REQUIRES: `scenario` has an object, and the program is one of its operations.
Program as_scenario(const Program& scenario, const ParallelProgram& program);

// Adds to witnesses why no order has their results, before what their steps tell. REQUIRES: `program` has just been
// run, and the evidence is of that.
void explain(const Program& program, Evidence& evidence);

}  // namespace tenter::property
