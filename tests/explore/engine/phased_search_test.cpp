// What a search covers, and what its strategies share.
#include "explore/engine/phased_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "engine_run.h"
#include "explore/schedule/random_walk.h"
#include "oracle/grading.h"
#include "oracle/verdict.h"

namespace tenter::explore::test::phased_search_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

TEST(PhasedSearch, IsTheSameForTheSameSeed) {
  for (const std::string_view strategy : {"random", "pct", "pos"}) {
    RunRequest request = by(strategy, 50);
    request.seed = 7;
    const Evidence once = explored("large", request);
    const Evidence again = explored("large", request);
    EXPECT_EQ(once.executions, 50U);
    EXPECT_EQ(once.outcomes, again.outcomes);
    EXPECT_EQ(once.coverage, Coverage::sampled);
  }
}

// A strategy of somebody else's.
class Whim final : public Strategy {
 public:
  explicit Whim(std::uint64_t seed) : walk_(seed) {}
  bool begin() override { return walk_.begin(); }
  TaskId choose(const SchedulePoint& point) override { return walk_.choose(point); }

 private:
  RandomWalk walk_;
};

TEST(PhasedSearch, TakesTheExecutionsOfAnyStrategyThatSaysSoForASample) {
  const StrategyKind whims[] = {{"whim", Approach::sampling, [](std::uint64_t seed) -> std::unique_ptr<Strategy> {
                                   return std::make_unique<Whim>(seed);
                                 }}};
  NoMonitor monitor;
  const auto progress = std::make_unique<SharedProgress>();
  const Evidence evidence = explored("counter", by("whim", 10'000), monitor, *progress, whims);
  EXPECT_EQ(evidence.exploration->strategy, "whim");
  EXPECT_EQ(evidence.exploration->sampled, 10'000U);
  const JudgedEvidence judged = oracle::grade(program_named("counter").info, evidence);
  EXPECT_EQ(oracle::basis_without_anomaly(judged), Basis::sampled);
}

Verdict verdict_of(const std::string& name, const Evidence& evidence) {
  const ScenarioInfo& info = program_named(name).info;
  return oracle::judge(info, {oracle::grade(info, evidence)});
}

TEST(PhasedSearch, ProvesForSequentialConsistencyWhereWeakerOrdersMatter) {
  const Evidence evidence = explored("published");
  EXPECT_EQ(evidence.coverage, Coverage::exhaustive);
  EXPECT_TRUE(weaker_orders_left_out(evidence));
  EXPECT_THAT(evidence.order_that_matters,
              MatchesRegex("the relaxed store of (data|ready) \\(subjects.cpp:[0-9]+\\), which nothing else orders "
                           "with the relaxed load \\(subjects.cpp:[0-9]+\\)"));
  const Verdict verdict = verdict_of("published", evidence);
  EXPECT_EQ(verdict.basis, Basis::proved_sc);
  EXPECT_THAT(verdict.why, HasSubstr("it would take seq_cst, or a lock, for " + evidence.order_that_matters));
  EXPECT_EQ(verdict_of("handed-over", explored("handed-over")).basis, Basis::proved_sc);
}

TEST(PhasedSearch, ProvesWhereWeakerOrdersMakeNoDifference) {
  const Evidence evidence = explored("counted-under-lock");
  EXPECT_TRUE(evidence.weaker_orders_used);
  EXPECT_FALSE(weaker_orders_left_out(evidence));
  EXPECT_THAT(evidence.order_that_matters, IsEmpty());
  EXPECT_EQ(verdict_of("counted-under-lock", evidence).basis, Basis::proved);
  EXPECT_TRUE(weaker_orders_left_out(explored("counted-under-lock", by("random", 10)))) << "who knows";
}

TEST(PhasedSearch, CoversABoundOfPreemptions) {
  const Evidence evidence = explored("two-switches", by("exhaustive", 100'000, 1));
  EXPECT_EQ(evidence.coverage, Coverage::bounded);
  EXPECT_EQ(evidence.exploration->preemptions, 1U);
}

TEST(PhasedSearch, CountsTheExecutionsThatCoverABoundApart) {
  const Evidence alone = explored("large", by("exhaustive", 100'000, 2));
  ASSERT_EQ(alone.coverage, Coverage::bounded);
  EXPECT_EQ(alone.exploration->covering, alone.executions);
  const Evidence among_others = explored("large", by("auto", 60'000));
  EXPECT_EQ(among_others.executions, 60'000U);
  EXPECT_EQ(among_others.coverage, Coverage::bounded);
  EXPECT_EQ(among_others.exploration->covering, alone.executions);
  EXPECT_EQ(interleavings(among_others), alone.executions);
}

// The rest of the bound that it was stopped in is not counted.
TEST(PhasedSearch, CountsOnlyWholeBounds) {
  const std::uint64_t with_one = explored("large", by("exhaustive", 100'000, 1)).executions;
  const Evidence stopped = explored("large", by("exhaustive", with_one + 1, 2));
  EXPECT_EQ(stopped.exploration->preemptions, 1U);
  EXPECT_EQ(interleavings(stopped), with_one);
}

TEST(PhasedSearch, SharesExecutionsAmongTheParts) {
  const Evidence evidence = explored("large", by("auto", 1'000));
  EXPECT_EQ(evidence.executions, 1'000U);
  EXPECT_EQ(evidence.exploration->strategy, "dpor, then exhaustive, then pct, then pos, then random");
  EXPECT_EQ(evidence.exploration->sampled, 250U) << "half is dpor's, and half of the rest";
  EXPECT_EQ(explored("large", by("auto", 1)).exploration->strategy, "dpor");
}

TEST(PhasedSearch, FindsWhatNeedsSeveralPreemptions) {
  const Evidence evidence = explored("two-switches");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_TRUE(evidence.exploration->witnesses.front().minimal);
  EXPECT_GE(evidence.exploration->witnesses.front().preemptions, 2U);
}

}  // namespace
}  // namespace tenter::explore::test::phased_search_test
