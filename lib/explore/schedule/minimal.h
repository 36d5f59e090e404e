// Shrinks an execution that shows something: fewest preemptions first, then fewest steps, then fewest switches.
//
// For executions that were sampled; an exhaustive search with a bound (schedule/bounded.h) finds one with the fewest
// preemptions by itself, and is the only one that can tell that there are no fewer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "explore/schedule/replay.h"
#include "model/schedule.h"

namespace tenter::explore {

// Runs these tasks under Replay; the execution that came of it, if it still shows what it should. It need not have
// followed them to the end.
using StillShows = std::function<std::optional<Taken>(const ScheduledTasks& tasks)>;

struct Minimal {
  Taken taken;
  std::uint64_t tries = 0;  // executions that were run
  // True: no task can go on instead of being preempted once, for a turn or for all its steps, nor can it be preempted
  // before its turn or before it starts, and no turn can be left out. False: the tries were over before that was
  // known.
  bool finished = false;
};

// Nothing when not even `tasks` shows it. REQUIRES: `most_tries` is at least 1.
std::optional<Minimal> minimise(const ScheduledTasks& tasks, const StillShows& still_shows, std::uint64_t most_tries);

}  // namespace tenter::explore
