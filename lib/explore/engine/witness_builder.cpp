#include "explore/engine/witness_builder.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <variant>

#include "explore/runtime/library_watch.h"
#include "explore/witness/joint_witnesses.h"
#include "explore/witness/race_report.h"
#include "explore/witness/reason.h"
#include "explore/witness/reports.h"
#include "explore/witness/standstill.h"
#include "explore/witness/whole_trace.h"
#include "explore/witness/witness_steps.h"

namespace tenter::explore {
namespace {

// A reduced search abandons an execution when nothing new can come of it, and a race of its own may have been seen by
// then: what is shown of it, and can be replayed, is the execution as it goes on to its end.
PinnedSchedule whole(const PinnedSchedule& schedule, const Trace& trace) {
  if (!trace.mismatch || trace.mismatch->wanted != kNoTask) return schedule;
  return {tasks_of(trace), schedule.places};
}

// The report of each kind of observation.
struct Report {
  const TraceDescriber& describer;

  AnomalyReport operator()(const RemarkableOutcome&) const { return {}; }
  AnomalyReport operator()(const Standstill&) const { return standstill_report(describer); }
  AnomalyReport operator()(const Death& death) const { return report_of(describer, death); }
  AnomalyReport operator()(const Race& race) const { return race_report(describer, race); }
  AnomalyReport operator()(const Leak& leak) const { return report_of(describer, leak); }
  AnomalyReport operator()(const UnwrittenRead& read) const { return report_of(describer, read); }
  AnomalyReport operator()(const ProgramReport& by_program) const {
    AnomalyReport report;
    report.kind = by_program.kind;
    report.detail = by_program.detail;
    return report;
  }
};

bool is_anomaly_of_its_own(const Observation& observation) {
  // What the program reports is in the log already.
  return !std::holds_alternative<RemarkableOutcome>(observation) &&
         !std::holds_alternative<ProgramReport>(observation);
}

}  // namespace

WitnessBuilder::Described WitnessBuilder::describe(const Finding& finding) const {
  const AnomalyLog::MuteScope mute(subject_.log);
  const Trace trace = recorder_.record(finding.schedule);
  const TraceDescriber describer(trace, subject_.program.info, subject_.names);
  Described result;
  result.schedule = texts_.text_of(finding.schedule);
  result.witness = steps_of(describer);
  result.witness.schedule = texts_.text_of(whole(finding.schedule, trace));
  result.witness.kind = kind_of(finding.observation);
  if (const auto* const outcome = std::get_if<RemarkableOutcome>(&finding.observation)) {
    result.witness.outcome = outcome->text;
    result.witness.why = reason_of_outcome(describer);
    return result;
  }
  result.report = std::visit(Report{describer}, finding.observation);
  if (const auto* const race = std::get_if<Race>(&finding.observation)) {
    result.why_harmless = why_harmless(describer, *race);
    if (result.why_harmless.empty()) result.why_suspected = why_suspected(finding.schedule, *race);
  }
  result.witness.kind = result.report.kind;
  result.witness.detail = result.report.detail;
  result.witness.why = reason_of_anomaly(describer, result.report);
  return result;
}

std::string WitnessBuilder::why_suspected(const PinnedSchedule& schedule, const Race& race) const {
  if (subject_.unseen_libraries.empty()) return {};
  const std::uint64_t libraries = recorder_.libraries_that_may_order(schedule, race);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(subject_.unseen_libraries.size(), LibraryWatch::kMost); ++i) {
    if ((libraries >> i & 1U) != 0) names.push_back(std::filesystem::path(subject_.unseen_libraries[i]).filename());
  }
  return names.empty() ? std::string() : suspicion_of(names);
}

const WitnessBuilder::Described& WitnessBuilder::described(const Finding& finding) {
  Described& known = known_[finding.key];
  if (known.schedule != texts_.text_of(finding.schedule)) known = describe(finding);
  return known;
}

void WitnessBuilder::add_to(Evidence& evidence, const std::vector<const Finding*>& findings) {
  JointWitnesses races(evidence.exploration->witnesses);
  for (const Finding* const finding : findings) {
    const Described& known = described(*finding);
    AnomalyReport report = known.report;
    report.count = std::max<std::uint64_t>(finding->count, 1);
    if (!known.why_harmless.empty()) {
      evidence.suppressed.push_back({report, std::string(known.why_harmless)});
      continue;
    }
    if (!known.why_suspected.empty()) {
      evidence.suspected.push_back({report, known.why_suspected});
      continue;
    }
    Witness witness = known.witness;
    witness.preemptions = finding->preemptions;
    witness.minimal = finding->minimal;
    if (std::holds_alternative<Race>(finding->observation)) {
      races.add(witness);
    } else {
      evidence.exploration->witnesses.push_back(std::move(witness));
    }
    if (is_anomaly_of_its_own(finding->observation)) explore::add_to(evidence.anomalies, report);
  }
}

}  // namespace tenter::explore
