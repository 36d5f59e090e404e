// Outcomes against expectations.
#include "oracle/grading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "evidence_builder.h"

namespace tenter::oracle::grading_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

JudgedEvidence graded(const Evidence& evidence) { return grade(scenario_claiming(holds()), evidence); }

TEST(Grading, FollowsTheMatchedExpectation) {
  Evidence evidence = of_executions(100);
  evidence = with_outcome(evidence, "weak", kWeak, 20);
  evidence = with_outcome(evidence, "lost", kLostUpdate, 5);
  const JudgedEvidence judged = graded(evidence);
  ASSERT_THAT(judged.outcomes, SizeIs(3));
  EXPECT_EQ(judged.outcomes[0].grade, Grade::acceptable);
  EXPECT_EQ(judged.outcomes[0].why, "nothing was lost");
  EXPECT_EQ(judged.outcomes[0].count, 75U);
  EXPECT_EQ(judged.outcomes[1].grade, Grade::interesting);
  EXPECT_EQ(judged.outcomes[2].grade, Grade::forbidden);
  EXPECT_EQ(judged.outcomes[2].anomaly, Anomaly::lost_update);
}

TEST(Grading, OutcomesWithoutExpectationAreWhatTheScenarioSays) {
  ScenarioInfo scenario = scenario_claiming(holds());
  const Evidence evidence = with_outcome(of_executions(100), "surprise", kUnlisted);
  EXPECT_EQ(grade(scenario, evidence).outcomes[1].grade, Grade::forbidden);
  EXPECT_THAT(grade(scenario, evidence).anomalies, SizeIs(1));
  scenario.otherwise = {"", Grade::acceptable, "whatever", Anomaly::forbidden_outcome};
  EXPECT_EQ(grade(scenario, evidence).outcomes[1].grade, Grade::acceptable);
  EXPECT_THAT(grade(scenario, evidence).anomalies, IsEmpty());
}

TEST(Grading, ExpectationsThatDoNotExistMatchNothing) {
  const JudgedEvidence judged = graded(with_outcome(of_executions(100), "surprise", 3));
  EXPECT_EQ(judged.outcomes[1].why, "not among the expected outcomes");
}

TEST(Grading, ForbiddenOutcomesBecomeAnomaliesBeforeTheEnginesOwn) {
  Evidence evidence = with_anomaly(of_executions(100), Anomaly::data_race);
  evidence = with_outcome(evidence, "lost", kLostUpdate, 5);
  const JudgedEvidence judged = graded(evidence);
  ASSERT_THAT(judged.anomalies, SizeIs(2));
  EXPECT_EQ(judged.anomalies[0].kind, Anomaly::lost_update);
  EXPECT_EQ(judged.anomalies[0].count, 5U);
  EXPECT_EQ(judged.anomalies[0].detail, "outcome {lost}: one overwrote the other");
  EXPECT_EQ(judged.anomalies[1], evidence.anomalies[0]);
}

TEST(Grading, OneExpectationIsOneAnomalyHoweverManyOutcomesItMatches) {
  Evidence evidence = of_executions(100);
  evidence = with_outcome(evidence, "lost one", kLostUpdate, 5);
  evidence = with_outcome(evidence, "lost two", kLostUpdate, 7);
  evidence = with_outcome(evidence, "lost three", kLostUpdate, 1);
  const JudgedEvidence judged = graded(evidence);
  ASSERT_THAT(judged.anomalies, SizeIs(1));
  EXPECT_EQ(judged.anomalies[0].count, 13U);
  EXPECT_EQ(judged.anomalies[0].detail, "outcome {lost two} and 2 others: one overwrote the other");
}

TEST(Grading, AnOutcomeThatWasNeverSeenWitnessesNothing) {
  Evidence evidence = of_executions(100);
  evidence.outcomes.push_back({"lost", 0, kLostUpdate});
  EXPECT_THAT(graded(evidence).anomalies, IsEmpty());
}

TEST(Grading, SuppressedReportsAreNoAnomalies) {
  Evidence evidence = of_executions(100);
  evidence.suppressed.push_back({with_anomaly(evidence, Anomaly::data_race).anomalies[0], "known to be false"});
  EXPECT_THAT(graded(evidence).anomalies, IsEmpty());
}

std::uint64_t total(const std::vector<GradedOutcome>& rows, Grade grade) {
  return std::accumulate(
      rows.begin(), rows.end(), std::uint64_t{0},
      [&](std::uint64_t sum, const GradedOutcome& row) { return row.grade == grade ? sum + row.count : sum; });
}

RC_GTEST_PROP(Grading, KeepsEveryCountAndAccountsForEveryForbiddenOne, ()) {
  const auto rows = *rc::gen::container<std::vector<std::pair<std::uint32_t, int>>>(
      rc::gen::pair(rc::gen::arbitrary<std::uint32_t>(), rc::gen::inRange(-1, 5)));
  Evidence evidence;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    evidence.outcomes.push_back({"outcome " + std::to_string(i), rows[i].first, rows[i].second});
    evidence.executions += rows[i].first;
  }
  const JudgedEvidence judged = graded(evidence);

  RC_ASSERT(judged.outcomes.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    RC_ASSERT(judged.outcomes[i].outcome == evidence.outcomes[i].outcome);
    RC_ASSERT(judged.outcomes[i].count == evidence.outcomes[i].count);
  }
  const std::uint64_t forbidden = total(judged.outcomes, Grade::forbidden);
  RC_ASSERT(total(judged.outcomes, Grade::acceptable) + total(judged.outcomes, Grade::interesting) + forbidden ==
            evidence.executions);
  std::uint64_t in_anomalies = 0;
  for (const AnomalyReport& anomaly : judged.anomalies) in_anomalies += anomaly.count;
  RC_ASSERT(in_anomalies == forbidden);
}

}  // namespace
}  // namespace tenter::oracle::grading_test
