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

std::string_view name_of(std::memory_order order) {
  constexpr std::string_view kNames[] = {"relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst"};
  return kNames[static_cast<std::size_t>(order)];
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

struct AtomicAccess {
  std::string words;  // "relaxed store"
  std::string place;  // " (a.cpp:14)"
  std::size_t size = 1;
};

AtomicAccess atomic_access(const TraceDescriber& describer, const RecordedAccess& recorded, std::uintptr_t address) {
  const TraceStep* const step = step_of(describer.trace(), recorded, address);
  AtomicAccess access;
  const std::string verb = step != nullptr ? describer.word(*step) : recorded.write ? "store" : "load";
  access.words = fmt::format("{} {}", name_of(recorded.order), verb);
  access.place = place_in_parentheses(describer.where(step != nullptr ? step->stack : Stack{recorded.pc}));
  if (step != nullptr) access.size = step->operation.size;
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

std::string order_in_words(const TraceDescriber& describer, const Race& race) {
  const bool earlier_first = race.earlier.weaker_than_sc();
  const RecordedAccess& first = earlier_first ? race.earlier : race.later;
  const RecordedAccess& other = earlier_first ? race.later : race.earlier;
  const AtomicAccess named = atomic_access(describer, first, race.address);
  const AtomicAccess beside = atomic_access(describer, other, race.address);
  return fmt::format("the {} of {}{}, which nothing else orders with the {}{}", named.words,
                     describer.object(race.address, named.size), named.place, beside.words, beside.place);
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
