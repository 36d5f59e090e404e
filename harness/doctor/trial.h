// Runs the probe, a scenario made for it, on an engine.
#pragma once

#include "doctor/finding.h"
#include "model/evidence.h"
#include "session/layout.h"
#include "session/supervision.h"

namespace tenter::doctor {

// What the probe's evidence says of the machine. A pure function.
Finding finding_of(const Evidence& evidence);

// Runs the probe for a moment. Never throws: that it cannot run is a finding.
Finding try_engine(Engine engine, const session::Layout& layout, const session::Limits& limits);

}  // namespace tenter::doctor
