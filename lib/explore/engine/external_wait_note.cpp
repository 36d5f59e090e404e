#include "explore/engine/external_wait_note.h"

#include "explore/search/findings.h"
#include "explore/witness/standstill.h"

namespace tenter::explore {

void ExternalWaitNote::look_at(const ExecutionResult& execution, const VisiblePlaces& places) {
  if (execution.ending == Ending::external_wait && !schedule_)
    schedule_ = PinnedSchedule{tasks_of(execution), places};
}

void ExternalWaitNote::forget() {
  schedule_.reset();
  words_.clear();
}

void ExternalWaitNote::add_to(Evidence& evidence) {
  if (schedule_ && words_.empty()) {
    const AnomalyLog::MuteScope mute(subject_.log);
    const Trace trace = recorder_.record(*schedule_);
    words_ = external_waits_in_words({trace, subject_.program.info, subject_.names});
  }
  if (!words_.empty()) evidence.uncontrolled.push_back(words_);
}

}  // namespace tenter::explore
