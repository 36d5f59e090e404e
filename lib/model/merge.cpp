#include "model/merge.h"

#include <algorithm>
#include <tuple>

namespace tenter {
namespace {

bool same_but_count(AnomalyReport left, const AnomalyReport& right) {
  left.count = right.count;
  return left == right;
}

void add_outcome(std::vector<OutcomeCount>& outcomes, const OutcomeCount& more) {
  const auto same = [&](const OutcomeCount& row) {
    return row.outcome == more.outcome && row.expectation == more.expectation;
  };
  const auto found = std::find_if(outcomes.begin(), outcomes.end(), same);
  if (found == outcomes.end()) {
    outcomes.push_back(more);
  } else {
    found->count += more.count;
  }
}

void add(Contention& total, const Contention& more) {
  total.probes += more.probes;
  total.overlapped += more.overlapped;
}

void add_mode(std::vector<ModeReport>& modes, const ModeReport& more) {
  const auto found =
      std::find_if(modes.begin(), modes.end(), [&](const ModeReport& m) { return m.mode == more.mode; });
  if (found == modes.end()) {
    modes.push_back(more);
    return;
  }
  found->executions += more.executions;
  found->seconds += more.seconds;
  found->rare += more.rare;
  add(found->contention, more.contention);
}

void add_suppressed(std::vector<SuppressedReport>& all, const SuppressedReport& more) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const SuppressedReport& s) {
    return s.reason == more.reason && same_but_count(s.report, more.report);
  });
  if (found == all.end()) {
    all.push_back(more);
  } else {
    found->report.count += more.report.count;
  }
}

// Races say in their reason alone which they are.
bool show_the_same(const Witness& left, const Witness& right) {
  if (left.kind != right.kind || left.outcome != right.outcome || left.detail != right.detail) return false;
  return left.kind != Anomaly::data_race || left.why == right.why;
}

// One of the steps of a worker that died is none.
std::tuple<bool, std::uint32_t, std::size_t> length_of(const Witness& witness) {
  return {witness.steps.empty(), witness.preemptions, witness.steps.size()};
}

// Of two that show the same the simpler one stays.
void add_witness(std::vector<Witness>& all, const Witness& more) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Witness& known) { return show_the_same(known, more); });
  if (found == all.end()) {
    all.push_back(more);
  } else if (length_of(more) < length_of(*found)) {
    *found = more;
  }
}

void add_new(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const std::string& text : more) {
    if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
  }
}

// What the wider search has covered.
std::tuple<Coverage, std::uint32_t> reach_of(const Evidence& evidence) {
  return {evidence.coverage, evidence.exploration ? evidence.exploration->preemptions : 0};
}

void add_coverage(Evidence& total, const Evidence& more) {
  if (reach_of(more) <= reach_of(total)) return;
  total.coverage = more.coverage;
  if (!total.exploration || !more.exploration) return;
  total.exploration->preemptions = more.exploration->preemptions;
  total.exploration->covering = more.exploration->covering;
  total.exploration->programs = more.exploration->programs;
}

void add_strategy(std::string& total, const std::string& more) {
  if (total.find(more) != std::string::npos) return;  // nothing among them
  total += (total.empty() ? "" : ", then ") + more;
}

void add(std::optional<Exploration>& total, const std::optional<Exploration>& more) {
  if (!more) return;
  if (!total) {
    total = more;
    return;
  }
  add_strategy(total->strategy, more->strategy);
  total->reduced = total->reduced && more->reduced;
  total->anomalous += more->anomalous;
  total->blocked += more->blocked;
  total->sampled += more->sampled;
  for (const Witness& witness : more->witnesses) add_witness(total->witnesses, witness);
}

}  // namespace

void add_anomaly(std::vector<AnomalyReport>& anomalies, const AnomalyReport& anomaly) {
  const auto found = std::find_if(anomalies.begin(), anomalies.end(),
                                  [&](const AnomalyReport& known) { return same_but_count(known, anomaly); });
  if (found == anomalies.end()) {
    anomalies.push_back(anomaly);
  } else {
    found->count += anomaly.count;
  }
}

void merge(Evidence& total, const Evidence& more) {
  total.weaker_orders_used = total.weaker_orders_used || more.weaker_orders_used;
  if (total.order_that_matters.empty()) total.order_that_matters = more.order_that_matters;
  total.executions += more.executions;
  total.seconds += more.seconds;
  add_coverage(total, more);
  if (total.memory_model.empty()) total.memory_model = more.memory_model;
  for (const OutcomeCount& row : more.outcomes) add_outcome(total.outcomes, row);
  std::stable_sort(total.outcomes.begin(), total.outcomes.end(),
                   [](const OutcomeCount& left, const OutcomeCount& right) { return left.count > right.count; });
  for (const AnomalyReport& anomaly : more.anomalies) add_anomaly(total.anomalies, anomaly);
  for (const SuppressedReport& report : more.suppressed) add_suppressed(total.suppressed, report);
  for (const SuppressedReport& report : more.suspected) add_suppressed(total.suspected, report);
  for (const ModeReport& mode : more.modes) add_mode(total.modes, mode);
  add(total.contention, more.contention);
  add(total.exploration, more.exploration);
  add_new(total.uncontrolled, more.uncontrolled);
  add_new(total.unseen_libraries, more.unseen_libraries);
  add_new(total.notes, more.notes);
  total.interrupted = total.interrupted || more.interrupted;
  total.races_modelled = total.races_modelled && more.races_modelled;
}

}  // namespace tenter
