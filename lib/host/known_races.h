// Data races that correct code has, whichever engine sees them.
#pragma once

#include <string_view>

#include "model/evidence.h"

namespace tenter {

// Why this race does not count; empty when it does. REQUIRES: the accesses have their stacks, with the frames of
// libraries.
std::string_view why_harmless(const AnomalyReport& race);

}  // namespace tenter
