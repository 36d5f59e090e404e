// The engine as a whole: what it brings back of programs whose executions are known.
#include "explore/engine/explorer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "engine_run.h"

namespace tenter::explore::test::explorer_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

TEST(Explorer, CountsEachInterleavingOnce) {
  const Evidence evidence = explored("counter", by("exhaustive"));
  EXPECT_EQ(evidence.executions, 6U);
  EXPECT_EQ(evidence.coverage, Coverage::exhaustive);
  EXPECT_EQ(count_of(evidence, "1"), 4U);
  EXPECT_EQ(count_of(evidence, "2"), 2U);
  EXPECT_EQ(evidence.exploration->anomalous, 4U);
  EXPECT_EQ(memory_in_words(evidence), "sequentially consistent");
}

// One execution that takes all its patience, and one to tell of it.
TEST(Explorer, IsSeenToBeAtWorkWhileATaskMakesNoSteps) {
  NoMonitor monitor;
  const auto progress = std::make_unique<SharedProgress>();
  const Evidence evidence = explored("still", by("auto"), monitor, *progress);
  EXPECT_EQ(evidence.executions, 1U);
  EXPECT_EQ(evidence.coverage, Coverage::exhaustive);
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies[0].kind, Anomaly::livelock);
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_TRUE(evidence.exploration->witnesses[0].minimal);
  EXPECT_GE(progress->heartbeat.started, 8U);
}

TEST(Explorer, DoesNotJudgeAProgramWithMoreThreadsThanItHas) {
  const Evidence evidence = explored("seventy-threads");
  EXPECT_THAT(evidence.anomalies, IsEmpty());
  EXPECT_NE(evidence.coverage, Coverage::exhaustive);
  EXPECT_THAT(
      evidence.uncontrolled,
      ElementsAre(MatchesRegex(R"(all starts more threads than the 64 that there can be \(subjects.cpp:[0-9]+\))")));
}

TEST(Explorer, CannotTellOfAsManyActorsAsThereMayBeTasks) {
  const Evidence evidence = explored("many-actors");
  EXPECT_THAT(evidence.anomalies, IsEmpty());
  EXPECT_NE(evidence.coverage, Coverage::exhaustive);
  EXPECT_THAT(evidence.uncontrolled,
              ElementsAre(testing::StartsWith("main starts more threads than the 64 that there can be")));
}

TEST(Explorer, ProvesWhatHolds) {
  for (const std::string_view strategy : {"auto", "dpor", "exhaustive"}) {
    const Evidence evidence = explored("locked", by(strategy));
    EXPECT_EQ(evidence.coverage, Coverage::exhaustive) << strategy;
    EXPECT_THAT(evidence.anomalies, IsEmpty());
    EXPECT_THAT(evidence.exploration->witnesses, IsEmpty());
  }
}

TEST(Explorer, WaitsForActors_WhoeverStartsThreadsBeforeThem) {
  const Evidence evidence = explored("own-thread", by("exhaustive"));
  EXPECT_EQ(evidence.executions, 3U);
  EXPECT_EQ(count_of(evidence, "21"), 3U);
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_THAT(evidence.exploration->witnesses.front().threads, ElementsAre("second", "thread 3"));
}

TEST(Explorer, GoesOnAfterAnException) {
  const Evidence evidence = explored("throwing", by("exhaustive"));
  EXPECT_EQ(evidence.executions, 2U);
  EXPECT_EQ(count_of(evidence, "completed"), 1U);
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::uncaught_exception);
  EXPECT_EQ(evidence.anomalies.front().detail, "std::runtime_error: seen");
  EXPECT_EQ(evidence.exploration->anomalous, 1U);
}

TEST(Explorer, SaysThatWeakerOrdersAreNotExplored) {
  EXPECT_EQ(memory_in_words(explored("large", by("random", 5))),
            "sequentially consistent; weaker orders not explored");
}

TEST(Explorer, StopsAtAnOutcomeThatIsSought) {
  RunRequest request = by("random");
  request.exploration = SeekRequest{{"random"}, "1"};
  const Evidence evidence = explored("counter", request);
  EXPECT_EQ(count_of(evidence, "1"), 1U);
}

TEST(Explorer, StopsWhenAsked) {
  class Stopping final : public NoMonitor {
    bool stop_requested() override { return true; }
  } monitor;
  const Evidence evidence = explored("large", by("random", 100'000'000), monitor);
  EXPECT_TRUE(evidence.interrupted);
  EXPECT_GT(evidence.executions, 0U);
}

}  // namespace
}  // namespace tenter::explore::test::explorer_test
