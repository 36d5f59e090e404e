// What a whole run amounts to: exit codes and the baseline.
#include "report/run.h"

#include <gtest/gtest.h>

#include "sample_run.h"

namespace tenter::report::run_test {
namespace {

Result with(VerdictKind kind, std::optional<Basis> basis = std::nullopt, std::string name = "a") {
  Result result;
  result.scenario.name = std::move(name);
  result.verdict = {kind, basis, "because"};
  return result;
}

Result sampled() { return with(VerdictKind::confirmed, Basis::sampled); }
Result proved() { return with(VerdictKind::confirmed, Basis::proved); }
Result refuted() { return with(VerdictKind::refuted); }
Result inconclusive() { return with(VerdictKind::inconclusive); }
Result witnessed() {
  Result result = with(VerdictKind::confirmed, Basis::witnessed);
  result.scenario.claim = {ClaimKind::breaks, Anomaly::lost_update, {}, {}};
  return result;
}

TEST(ExitCode, FollowsTheContract) {
  EXPECT_EQ(exit_code(run_of({sampled(), witnessed(), proved()})), 0);
  EXPECT_EQ(exit_code(run_of({sampled(), refuted()})), 1);
  EXPECT_EQ(exit_code(run_of({sampled(), inconclusive()})), 3);
  EXPECT_EQ(exit_code(run_of({inconclusive(), refuted()})), 1) << "refuted outweighs inconclusive";
  EXPECT_EQ(exit_code(run_of({})), 3) << "nothing matched";
}

TEST(ExitCode, AnInterruptedRunIsNoPass) {
  auto run = run_of({sampled()});
  run.interrupted = true;
  EXPECT_EQ(exit_code(run), 3);
  run.results.push_back(refuted());
  EXPECT_EQ(exit_code(run), 1) << "what was refuted stays refuted";
}

TEST(ExitCode, ARunThatEndedEarlyIsNeitherPassNorVerdict) {
  for (const Result& result : {sampled(), inconclusive(), refuted()}) {
    auto run = run_of({result});
    run.errors = {"plugin gone.so: no such file"};
    EXPECT_EQ(exit_code(run), 2) << name_of(result.verdict.kind);
  }
}

TEST(ExitCode, StrictAcceptsOnlyProofsOfWhatHolds) {
  auto run = run_of({proved(), witnessed()});
  run.strict = true;
  EXPECT_EQ(exit_code(run), 0);
  for (const Basis weaker : {Basis::sampled, Basis::bounded, Basis::proved_sc}) {
    run.results = {proved(), with(VerdictKind::confirmed, weaker)};
    EXPECT_EQ(exit_code(run), 3) << name_of(weaker);
  }
}

TEST(Baseline, AKnownFailureDoesNotFailTheRun) {
  auto run = run_of({refuted(), with(VerdictKind::confirmed, Basis::sampled, "b")});
  run.known_failures = {{"a", "ticket 1"}};
  EXPECT_EQ(exit_code(run), 0);
  EXPECT_TRUE(accepted(run, run.results[0]));
  run.results.push_back(with(VerdictKind::refuted, std::nullopt, "c"));
  EXPECT_EQ(exit_code(run), 1) << "c is not listed";
}

TEST(Baseline, DoesNotExcuseWhatIsInconclusive) {
  auto run = run_of({inconclusive()});
  run.known_failures = {{"a", "ticket 1"}};
  EXPECT_EQ(exit_code(run), 3);
}

TEST(Baseline, TellsAnomaliesThatAreNoLongerSeen) {
  auto run = run_of({refuted()});
  JudgedEvidence stress;
  stress.anomalies.emplace_back().kind = Anomaly::crash;
  stress.witnessed = {Anomaly::crash};
  run.results[0].engines = {stress};
  run.known_failures = {{"a", "ticket 1", Anomaly::crash}, {"a", "ticket 2", Anomaly::hang}};
  ASSERT_EQ(no_longer_failing(run).size(), 1U);
  EXPECT_EQ(in_words(no_longer_failing(run)[0]), "a [hang]");
}

TEST(Baseline, TellsEntriesThatNoLongerFail) {
  auto run = run_of({refuted(), with(VerdictKind::confirmed, Basis::sampled, "b"),
                     with(VerdictKind::inconclusive, std::nullopt, "c")});
  run.known_failures = {{"a", "ticket 1"}, {"b", "ticket 2"}, {"c", "ticket 3"}, {"not in this run", "ticket 4"}};
  const auto entries = no_longer_failing(run);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].scenario, "b");
  EXPECT_EQ(entries[0].reason, "ticket 2");
}

}  // namespace
}  // namespace tenter::report::run_test
