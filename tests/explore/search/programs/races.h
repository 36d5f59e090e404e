// The races of a small program: all pairs of accesses that happens-before leaves unordered in any interleaving, but
// for those that are forgotten there for later ones (latest_races).
#pragma once

#include "places.h"

namespace tenter::explore::test {

// REQUIRES: it has few interleavings, for all are gone through.
RacingPlaces races_of(const SmallProgram& program);

}  // namespace tenter::explore::test
