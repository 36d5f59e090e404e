// How often the actors really overlap, measured on a few states of every batch.
//
// Around its part in a probed state each actor takes two time stamps. They overlapped when the intervals of at least
// two actors intersect. The stamps themselves take some ten nanoseconds, so for the shortest actors this says "within
// the time of a stamp of each other".
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/evidence.h"
#include "stress/clock.h"
#include "stress/random.h"

namespace tenter::stress {

struct Interval {
  Ticks begin = 0;
  Ticks end = 0;
};

// Chooses which of `count` states are probed, ascending and at least one: about one in kProbeEvery. A batch of fewer
// is one of slow executions, of which there will not be many: it has kProbeEvery / count probes, as far as it goes.
inline constexpr std::size_t kProbeEvery = 256;
void choose_probes(std::size_t count, Random& random, std::vector<std::uint32_t>& probes);

// True when any two intervals have a moment in common. Reorders them.
bool any_overlap(std::vector<Interval>& intervals);

}  // namespace tenter::stress
