#include "explore/witness/race_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "host/known_races.h"

namespace tenter::explore {
namespace {

std::string in_words(Anomaly kind_of_race) {
  switch (kind_of_race) {
    case Anomaly::double_free:
      return "the same memory is freed twice, and nothing orders the two";
    case Anomaly::use_after_free:
      return "memory is freed and used, and nothing orders the two";
    default:
      return "two accesses to the same memory that nothing orders";
  }
}

std::string in_words(const RecordedAccess& access) {
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

Access in_words(const TraceDescriber& describer, const RecordedAccess& recorded, std::uintptr_t address) {
  const TraceStep* const step = step_of(describer.trace(), recorded, address);
  if (step == nullptr) return describer.access(in_words(recorded), recorded.task, {recorded.pc});
  const bool synchronises = step->operation.size == 0;
  Access access =
      describer.access(synchronises ? describer.word(*step) : in_words(recorded), step->task, step->stack);
  access.size = step->operation.size;
  return access;
}

}  // namespace

AnomalyReport race_report(const TraceDescriber& describer, const Race& race) {
  AnomalyReport report;
  report.kind = kind_of(race);
  report.detail = in_words(report.kind);
  report.accesses = {in_words(describer, race.earlier, race.address), in_words(describer, race.later, race.address)};
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
