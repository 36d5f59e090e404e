// The races of a small program: all pairs of accesses that happens-before leaves unordered in any interleaving.
#pragma once

#include "places.h"

namespace tenter::explore::test {

// REQUIRES: it has only accesses to memory, fences, mutexes and semaphores; and few interleavings, for all are gone
// through.
RacingPlaces all_races(const SmallProgram& program);

}  // namespace tenter::explore::test
