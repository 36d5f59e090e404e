// One execution of a schedule that somebody has kept, and everything that it shows.
#pragma once

#include "explore/engine/subject.h"

namespace tenter::explore {

// Replays the schedule that `request` names. Throws std::invalid_argument when it cannot be replayed at all.
Evidence replay(const Subject& subject, const ReplayRequest& request);

}  // namespace tenter::explore
