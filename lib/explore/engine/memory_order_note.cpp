#include "explore/engine/memory_order_note.h"

#include "explore/search/findings.h"
#include "explore/witness/race_report.h"

namespace tenter::explore {

void MemoryOrderNote::look_at(const ExecutionResult& execution, const VisiblePlaces& places) {
  if (execution.non_sc_race && !seen_) seen_ = {{tasks_of(execution), places}, *execution.non_sc_race};
}

void MemoryOrderNote::add_to(Evidence& evidence) {
  if (seen_ && words_.empty()) {
    const AnomalyLog::MuteScope mute(subject_.log);
    const Trace trace = recorder_.record(seen_->schedule);
    words_ = order_in_words({trace, subject_.program.info, subject_.names}, seen_->race);
  }
  evidence.order_that_matters = words_;
}

}  // namespace tenter::explore
