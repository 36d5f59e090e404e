// Whether weaker memory orders could show more than the search has: where the program's own orders matter.
#pragma once

#include <optional>

#include "explore/engine/first_seen.h"

namespace tenter::explore {

// Of the first execution that has shown it. Thread safety: none.
class MemoryOrderNote {
 public:
  // REQUIRES: both outlive it.
  MemoryOrderNote(const Subject& subject, const TraceRecorder& recorder) : first_(subject, recorder) {}

  // An execution has ended, with `places` visible at its start.
  void look_at(const ExecutionResult& execution, const VisiblePlaces& places);

  // What was seen may not be so any more.
  void forget() {
    first_.forget();
    race_.reset();
  }

  // Runs it once more the first time.
  void add_to(Evidence& evidence);

 private:
  FirstSeen first_;
  std::optional<Race> race_;
};

}  // namespace tenter::explore
