// Where executions run when not in this process.
#pragma once

#include "explore/runtime/runtime.h"

namespace tenter::explore {

class Elsewhere {
 public:
  virtual ~Elsewhere() = default;

  struct Execution {
    Outcome outcome;       // with all of its races, whatever executions before have shown
    VisiblePlaces places;  // at its end
    StateRange state;
    TaskId tasks = 0;  // how many there were
    bool weaker_orders_used = false;
  };
  // Runs the program once under `strategy`, `places` being visible at the start, and counts its outcome in `tally`.
  // `announcements` may be null.
  virtual Execution execute(Strategy& strategy, Announcements* announcements, const VisiblePlaces& places,
                            Tally& tally) = 0;
};

}  // namespace tenter::explore
