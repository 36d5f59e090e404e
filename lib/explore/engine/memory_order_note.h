// Whether weaker memory orders could show more than the search has: where the program's own orders matter.
#pragma once

#include <optional>
#include <string>

#include "explore/engine/subject.h"
#include "explore/engine/trace_recorder.h"
#include "explore/event/pinned_schedule.h"

namespace tenter::explore {

// Of the first execution that has shown it. Thread safety: none.
class MemoryOrderNote {
 public:
  // REQUIRES: both outlive it.
  MemoryOrderNote(const Subject& subject, const TraceRecorder& recorder) : subject_(subject), recorder_(recorder) {}

  // An execution has ended, with `places` visible at its start.
  void look_at(const ExecutionResult& execution, const VisiblePlaces& places);

  // What was seen may not be so any more.
  void forget() {
    seen_.reset();
    words_.clear();
  }

  // Runs it once more the first time.
  void add_to(Evidence& evidence);

 private:
  struct Seen {
    PinnedSchedule schedule;
    Race race;
  };

  const Subject& subject_;
  const TraceRecorder& recorder_;
  std::optional<Seen> seen_;
  std::string words_;
};

}  // namespace tenter::explore
