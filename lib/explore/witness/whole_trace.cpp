#include "explore/witness/whole_trace.h"

#include <algorithm>

#include "explore/witness/race_report.h"
#include "explore/witness/reason.h"
#include "explore/witness/reports.h"
#include "explore/witness/standstill.h"
#include "explore/witness/witness_steps.h"

namespace tenter::explore {
namespace {

std::string joint_reason(const TraceDescriber& describer, const std::vector<AnomalyReport>& anomalies, Anomaly kind) {
  std::vector<std::string> reasons;
  for (const AnomalyReport& report : anomalies) {
    if (report.kind == kind) reasons.push_back(reason_of_anomaly(describer, report));
  }
  return reason_of_all(reasons);
}

}  // namespace

void add_to(std::vector<AnomalyReport>& anomalies, const AnomalyReport& report) {
  const auto same = [&](AnomalyReport known) {
    known.count = report.count;
    return known == report;
  };
  const auto found = std::find_if(anomalies.begin(), anomalies.end(), same);
  if (found == anomalies.end()) {
    anomalies.push_back(report);
  } else {
    found->count += report.count;
  }
}

std::vector<AnomalyReport> anomalies_of(const TraceDescriber& describer, const std::vector<AnomalyReport>& reported) {
  const Trace& trace = describer.trace();
  std::vector<AnomalyReport> anomalies;
  for (const Death& death : trace.deaths) add_to(anomalies, report_of(describer, death));
  for (const Leak& leak : trace.leaks) add_to(anomalies, report_of(describer, leak));
  if (trace.ending == Ending::deadlock || trace.ending == Ending::livelock) {
    add_to(anomalies, standstill_report(describer));
  }
  for (const AnomalyReport& report : reported) add_to(anomalies, report);
  for (const Race& race : trace.races) {
    if (why_harmless(describer, race).empty()) add_to(anomalies, race_report(describer, race));
  }
  return anomalies;
}

std::vector<SuppressedReport> harmless_races_of(const TraceDescriber& describer) {
  std::vector<SuppressedReport> harmless;
  for (const Race& race : describer.trace().races) {
    const std::string_view why = why_harmless(describer, race);
    if (!why.empty()) harmless.push_back({race_report(describer, race), std::string(why)});
  }
  return harmless;
}

Witness witness_of_all(const TraceDescriber& describer, const std::vector<AnomalyReport>& anomalies) {
  Witness witness = steps_of(describer);
  const std::vector<OutcomeCount>& outcome = describer.trace().outcome;
  if (!outcome.empty()) {
    const Expectation& expected = expectation_at(describer.scenario(), outcome.front().expectation);
    if (anomalies.empty() || expected.grade != Grade::acceptable) {
      witness.kind = expected.anomaly;
      witness.outcome = outcome.front().outcome;
      witness.why = reason_of_outcome(describer);
      return witness;
    }
  }
  if (anomalies.empty()) return witness;
  witness.kind = anomalies.front().kind;
  witness.detail = anomalies.front().detail;
  witness.why = joint_reason(describer, anomalies, witness.kind);
  return witness;
}

}  // namespace tenter::explore
