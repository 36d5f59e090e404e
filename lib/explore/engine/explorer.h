// The explore engine: searches the schedules of a scenario and brings back what they show.
#pragma once

#include "explore/engine/subject.h"

namespace tenter::explore {

// Searches as the request says, until everything has been seen, the budget is used up or the monitor says stop; or
// replays the schedule that the request names: one execution, its witness, and a note where it diverges.
// Throws std::invalid_argument when the schedule cannot be replayed at all.
// Thread safety: one run at a time a process, on the thread that made the runtime.
Evidence run(const Subject& subject);

}  // namespace tenter::explore
