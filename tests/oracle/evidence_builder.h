// Scenarios and evidence in as few words as a test needs.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/verdict.h"
#include "oracle/grading.h"
#include "oracle/verdict.h"

namespace tenter::oracle {

inline constexpr int kListed = 0;      // acceptable {ok}
inline constexpr int kWeak = 1;        // interesting {weak}
inline constexpr int kLostUpdate = 2;  // forbidden {lost}
inline constexpr int kUnlisted = -1;

inline ScenarioInfo scenario_claiming(Claim claim) {
  ScenarioInfo scenario;
  scenario.name = "test/scenario";
  scenario.actors = {"first", "second"};
  scenario.claim = std::move(claim);
  scenario.expectations = {{"ok", Grade::acceptable, "nothing was lost", Anomaly::forbidden_outcome},
                           {"weak", Grade::interesting, "a store was overtaken", Anomaly::forbidden_outcome},
                           {"lost", Grade::forbidden, "one overwrote the other", Anomaly::lost_update}};
  scenario.otherwise = {"", Grade::forbidden, "not among the expected outcomes", Anomaly::forbidden_outcome};
  return scenario;
}

inline Claim holds() { return {}; }
inline Claim breaks(Anomaly primary, std::vector<Anomaly> also = {}) {
  return {ClaimKind::breaks, primary, std::move(also), {}};
}
inline Claim shows(std::string outcome) { return {ClaimKind::shows, std::nullopt, {}, std::move(outcome)}; }

// Evidence that would do for `sampled`, until a test changes it.
inline Evidence plenty(Engine engine = Engine::stress) {
  Evidence evidence;
  evidence.engine = engine;
  evidence.executions = 1'000'000;
  evidence.seconds = 1;
  evidence.memory_model = "x86-64 hardware";
  evidence.outcomes = {{"ok", 1'000'000, kListed}};
  evidence.contention = {1'000, 800};
  return evidence;
}

inline Evidence of_executions(std::uint64_t executions) {
  Evidence evidence = plenty();
  evidence.executions = executions;
  evidence.outcomes = {{"ok", executions, kListed}};
  if (executions == 0) evidence.outcomes.clear();
  return evidence;
}

// Moves some of the executions to another outcome.
inline Evidence with_outcome(Evidence evidence, std::string outcome, int expectation, std::uint64_t count = 10) {
  evidence.outcomes.at(0).count -= count;
  evidence.outcomes.push_back({std::move(outcome), count, expectation});
  return evidence;
}

inline Evidence with_anomaly(Evidence evidence, Anomaly kind) {
  AnomalyReport report;
  report.kind = kind;
  report.detail = "as the test wants it";
  evidence.anomalies.push_back(std::move(report));
  return evidence;
}

inline Verdict judged(const Claim& claim, const std::vector<Evidence>& evidence) {
  const ScenarioInfo scenario = scenario_claiming(claim);
  std::vector<JudgedEvidence> graded;
  for (const Evidence& engine : evidence) graded.push_back(grade(scenario, engine));
  return judge(scenario, graded);
}

}  // namespace tenter::oracle
