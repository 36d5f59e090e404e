// What a machine's traits mean for runs. A pure function.
#pragma once

#include <cstdint>
#include <vector>

#include "doctor/finding.h"
#include "doctor/machine.h"
#include "session/supervision.h"

namespace tenter::doctor {

// With these limits of `tenter run`.
std::vector<Finding> diagnose(const Machine& machine, const session::Limits& limits);

}  // namespace tenter::doctor
