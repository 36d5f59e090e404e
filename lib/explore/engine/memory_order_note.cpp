#include "explore/engine/memory_order_note.h"

#include "explore/witness/race_report.h"

namespace tenter::explore {

void MemoryOrderNote::look_at(const ExecutionResult& execution, const VisiblePlaces& places) {
  if (!execution.non_sc_race || race_) return;
  race_ = execution.non_sc_race;
  first_.note(execution, places);
}

void MemoryOrderNote::add_to(Evidence& evidence) {
  evidence.order_that_matters =
      first_.words([this](const TraceDescriber& describer) { return order_in_words(describer, *race_); });
}

}  // namespace tenter::explore
