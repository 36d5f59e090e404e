#include "explore/witness/race_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "host/known_races.h"

namespace tenter::explore {
namespace {

std::string sentence_of(Anomaly race) {
  switch (race) {
    case Anomaly::double_free:
      return "the same memory is freed twice, and nothing orders the two";
    case Anomaly::use_after_free:
      return "memory is freed and used, and nothing orders the two";
    default:
      return "two accesses to the same memory that nothing orders";
  }
}

std::string word_of(const RecordedAccess& access) {
  if (access.frees) return "free";
  return fmt::format("{}{}", access.atomic ? "atomic " : "", access.write ? "write" : "read");
}

// The last step that was this access; null when it was none.
const TraceStep* step_of(const Trace& trace, const RecordedAccess& recorded, std::uintptr_t address) {
  const auto same = [&](const TraceStep& step) {
    return step.task == recorded.task && step.operation.pc == recorded.pc &&
           detail::overlap(step.operation.object.code(), step.operation.size, address, 1);
  };
  const auto found = std::find_if(trace.steps.rbegin(), trace.steps.rend(), same);
  return found == trace.steps.rend() ? nullptr : &*found;
}

Access described(const TraceDescriber& describer, const RecordedAccess& recorded, std::uintptr_t address) {
  const TraceStep* const step = step_of(describer.trace(), recorded, address);
  if (step == nullptr) return describer.access(word_of(recorded), recorded.task, {recorded.pc});
  const bool synchronises = step->operation.size == 0;
  Access access = describer.access(synchronises ? describer.word(*step) : word_of(recorded), step->task, step->stack);
  access.size = step->operation.size;
  return access;
}

}  // namespace

AnomalyReport race_report(const TraceDescriber& describer, const Race& race) {
  AnomalyReport report;
  report.kind = kind_of(race);
  report.detail = sentence_of(report.kind);
  report.accesses = {described(describer, race.earlier, race.address),
                     described(describer, race.later, race.address)};
  report.location = describer.object(race.address, 1);
  return report;
}

std::string_view why_harmless(const TraceDescriber& describer, const Race& race) {
  AnomalyReport whole;
  whole.kind = kind_of(race);
  for (const RecordedAccess* recorded : {&race.earlier, &race.later}) {
    const TraceStep* const step = step_of(describer.trace(), *recorded, race.address);
    whole.accesses.emplace_back().stack =
        describer.names().all_frames(step == nullptr ? Stack{recorded->pc} : step->stack);
  }
  return tenter::why_harmless(whole);
}

}  // namespace tenter::explore
