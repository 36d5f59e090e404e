#include "explore/engine/execution_review.h"

#include <variant>

#include "explore/witness/standstill.h"

namespace tenter::explore {

ExecutionReview::ExecutionReview(const Subject& subject, SelectedExecutor& executor, ForkedExecutor& forked,
                                 const TraceRecorder& recorder, const std::string* sought)
    : sought_(sought),
      classifier_(subject.program.info, subject.log),
      external_wait_(subject, recorder),
      leftover_(subject, recorder),
      memory_order_(subject, recorder),
      determinism_(subject, executor, forked),
      uninitialised_(forked) {}

void ExecutionReview::restarted(const Search& search) {
  determinism_.restarted();
  uninitialised_.restarted();
  if (search.restarts() > 0) findings_.restarted();
  classifier_.watch(search.tally());
}

bool ExecutionReview::review(const ExecutionResult& execution, const Recorder& recorder,
                             const VisiblePlaces& places) {
  bool anomalous = false;
  findings_.begin_execution();
  for (const Observation& observation : classifier_.classify(execution, recorder)) {
    findings_.add(observation, execution, recorder, places);
    found_ |= is_sought(observation);
    anomalous |= grade_of(observation) == Grade::forbidden && !std::holds_alternative<Race>(observation);
  }
  for (const UnwrittenRead& read : deciding_reads(execution, places)) {
    findings_.add(read, execution, recorder, places);
    anomalous = true;
  }
  if (execution.ending == Ending::external_wait) external_wait_.note(execution, places);
  if (!execution.leftover.empty()) leftover_.note(execution, places);
  memory_order_.look_at(execution, places);
  determinism_.check(execution, recorder, classifier_.outcome());
  return anomalous;
}

bool ExecutionReview::is_sought(const Observation& observation) const {
  const auto* const outcome = std::get_if<RemarkableOutcome>(&observation);
  return sought_ != nullptr && outcome != nullptr && outcome->text == *sought_;
}

std::vector<UnwrittenRead> ExecutionReview::deciding_reads(const ExecutionResult& execution,
                                                           const VisiblePlaces& places) {
  if (determinism_.failed()) return {};
  return uninitialised_.look(execution, places);
}

void ExecutionReview::start_over_isolated() {
  determinism_.isolate();
  external_wait_.forget();
  leftover_.forget();
  memory_order_.forget();
  findings_ = {};
  found_ = false;
}

void ExecutionReview::add_to(Evidence& evidence) {
  const auto add = [](std::vector<std::string>& sentences, const std::string& words) {
    if (!words.empty()) sentences.push_back(words);
  };
  add(evidence.uncontrolled, external_wait_.words(&external_waits_in_words));
  add(evidence.notes, leftover_.words(&leftover_in_words));
  memory_order_.add_to(evidence);
  determinism_.add_to(evidence);
}

}  // namespace tenter::explore
