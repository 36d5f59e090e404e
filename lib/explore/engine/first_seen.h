// The first execution of a kind, told in words: what a search says once of all of that kind.
#pragma once

#include <optional>
#include <string>

#include "explore/engine/subject.h"
#include "explore/engine/trace_recorder.h"
#include "explore/event/pinned_schedule.h"
#include "explore/search/findings.h"
#include "explore/witness/trace_describer.h"

namespace tenter::explore {

// Thread safety: none.
class FirstSeen {
 public:
  // REQUIRES: both outlive it.
  FirstSeen(const Subject& subject, const TraceRecorder& recorder) : subject_(subject), recorder_(recorder) {}

  // Such an execution has ended, with `places` visible at its start.
  void note(const ExecutionResult& execution, const VisiblePlaces& places) {
    if (!schedule_) schedule_ = PinnedSchedule{tasks_of(execution), places};
  }
  // What was seen may not be so any more.
  void forget() {
    schedule_.reset();
    words_.clear();
  }
  // What `describe(const TraceDescriber&)` makes of it; empty where none was seen. Runs it once more the first time.
  template <class Describe>
  const std::string& words(const Describe& describe) {
    if (schedule_ && words_.empty()) {
      const AnomalyLog::MuteScope mute(subject_.log);
      const Trace trace = recorder_.record(*schedule_);
      words_ = describe(TraceDescriber(trace, subject_.program.info, subject_.names));
    }
    return words_;
  }

 private:
  const Subject& subject_;
  const TraceRecorder& recorder_;
  std::optional<PinnedSchedule> schedule_;
  std::string words_;
};

}  // namespace tenter::explore
