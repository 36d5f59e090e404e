// That executions wait for what is outside of the scenario: who does, where.
#pragma once

#include <optional>
#include <string>

#include "explore/engine/subject.h"
#include "explore/engine/trace_recorder.h"
#include "explore/event/pinned_schedule.h"

namespace tenter::explore {

// Of the first execution that ended for that. Thread safety: none.
class ExternalWaitNote {
 public:
  // REQUIRES: both outlive it.
  ExternalWaitNote(const Subject& subject, const TraceRecorder& recorder) : subject_(subject), recorder_(recorder) {}

  // An execution has ended, with `places` visible at its start.
  void look_at(const ExecutionResult& execution, const VisiblePlaces& places);
  // What was seen may not be so any more.
  void forget();

  // Runs it once more the first time.
  void add_to(Evidence& evidence);

 private:
  const Subject& subject_;
  const TraceRecorder& recorder_;
  std::optional<PinnedSchedule> schedule_;
  std::string words_;
};

}  // namespace tenter::explore
