// What the engine says of what has gone wrong: the simplest interleaving, and why it goes wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine_run.h"

namespace tenter::explore::test::explanation_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

TEST(Explanation, ShowsTheSimplestInterleavingAndWhyItFails) {
  const Evidence evidence = explored("counter");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  const Witness& witness = evidence.exploration->witnesses.front();
  EXPECT_EQ(witness.kind, Anomaly::lost_update);
  EXPECT_EQ(witness.outcome, "1");
  EXPECT_EQ(witness.preemptions, 1U);
  EXPECT_TRUE(witness.minimal);
  EXPECT_THAT(witness.threads, ElementsAre("first", "second"));
  ASSERT_THAT(witness.steps, SizeIs(4));
  EXPECT_EQ(witness.steps[0].object, "value");
  EXPECT_EQ(witness.steps[0].op, "load");
  EXPECT_EQ(witness.steps[0].value, "0");
  EXPECT_EQ(witness.steps[3].op, "store");
  EXPECT_EQ(witness.steps[3].value, "1");
  EXPECT_THAT(witness.steps[0].where.file, HasSubstr("subjects.cpp"));
  EXPECT_EQ(witness.why,
            "second's store of value lies between first's load and store: first writes a value computed from stale "
            "data");
}

TEST(Explanation, MakesRacingAccessesSteps) {
  const Evidence evidence = explored("plain", by("exhaustive"));
  EXPECT_EQ(evidence.executions, 6U);
  EXPECT_EQ(count_of(evidence, "1"), 4U);
  ASSERT_FALSE(evidence.anomalies.empty());
  const AnomalyReport& race = evidence.anomalies.front();
  EXPECT_EQ(race.kind, Anomaly::data_race);
  EXPECT_EQ(race.location, "value");
  ASSERT_THAT(race.accesses, SizeIs(2));
  EXPECT_NE(race.accesses[0].thread, race.accesses[1].thread);
  EXPECT_THAT(race.accesses[0].where.file, HasSubstr("subjects.cpp"));
  EXPECT_EQ(race.accesses[0].size, 4U);
  EXPECT_EQ(evidence.exploration->witnesses.front().kind, Anomaly::data_race);
}

TEST(Explanation, TellsWhoWaitsForWhatInADeadlock) {
  const Evidence evidence = explored("crossed");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  const AnomalyReport& deadlock = evidence.anomalies.front();
  EXPECT_EQ(deadlock.kind, Anomaly::deadlock);
  EXPECT_THAT(deadlock.detail,
              testing::ContainsRegex("first waits \\(subjects.cpp:[0-9]+\\) for right, held by second"));
  EXPECT_THAT(deadlock.detail,
              testing::ContainsRegex("second waits \\(subjects.cpp:[0-9]+\\) for left, held by first"));
  EXPECT_EQ(evidence.coverage, Coverage::exhaustive);
}

TEST(Explanation, TellsALostWakeupFromADeadlock) {
  const Evidence evidence = explored("unheard");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::lost_wakeup);
  EXPECT_THAT(evidence.anomalies.front().detail, HasSubstr("first waits"));
  EXPECT_THAT(evidence.anomalies.front().detail, HasSubstr("second had notified"));
}

TEST(Explanation, TellsAWakeupThatAnotherOneGot) {
  const Evidence evidence = explored("one-condition");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::lost_wakeup);
  EXPECT_THAT(evidence.anomalies.front().detail, HasSubstr("but that woke third, which only waited again"));
}

TEST(Explanation, CallsNoWakeupLost_WhoseWaiterHasLookedSince) {
  const Evidence evidence = explored("never-theirs");
  ASSERT_FALSE(evidence.anomalies.empty());
  for (const AnomalyReport& report : evidence.anomalies) EXPECT_EQ(report.kind, Anomaly::deadlock) << report.detail;
}

TEST(Explanation, ReportsALockThatIsNotOnesOwn) {
  const Evidence evidence = explored("foreign-lock");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::assertion);
  EXPECT_EQ(evidence.anomalies.front().detail, "a mutex was unlocked by a thread that did not hold it");
}

TEST(Explanation, NamesBlocksThatHaveBeenFreedSince) {
  const Evidence evidence = explored("freed");
  ASSERT_FALSE(evidence.anomalies.empty());
  EXPECT_EQ(evidence.anomalies.front().location, "heap block of 4 bytes");
  EXPECT_EQ(evidence.exploration->witnesses.front().steps.front().object, "heap block of 4 bytes");
}

TEST(Explanation, TakesNoUpdateForAWriteOfStaleData) {
  const Evidence evidence = explored("permits");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_THAT(evidence.exploration->witnesses.front().why,
              MatchesRegex("second's update of permits \\(subjects.cpp:[0-9]+\\) comes between first's update of "
                           "permits \\(subjects.cpp:[0-9]+\\) and update of permits \\(subjects.cpp:[0-9]+\\)"));
}

const Witness& witness_of(Anomaly kind, const Evidence& evidence) {
  for (const Witness& witness : evidence.exploration->witnesses) {
    if (witness.kind == kind) return witness;
  }
  throw std::runtime_error("no such witness");
}

TEST(Explanation, SaysWhatWasReadTooEarly) {
  const Evidence evidence = explored("too-early");
  EXPECT_THAT(witness_of(Anomaly::stale_read, evidence).why,
              MatchesRegex("collector's read of result \\(subjects.cpp:[0-9]+\\) comes before worker's write "
                           "\\(subjects.cpp:[0-9]+\\), and nothing orders the two"));
}

TEST(Explanation, SaysWhatWasReadTooEarly_AlsoInOrder) {
  const Evidence evidence = explored("too-early-in-order");
  EXPECT_THAT(witness_of(Anomaly::stale_read, evidence).why,
              MatchesRegex("collector's read of result \\(subjects.cpp:[0-9]+\\) comes before worker's write "
                           "\\(subjects.cpp:[0-9]+\\)"));
}

TEST(Explanation, SaysWhomANotificationWokeInstead) {
  const Evidence evidence = explored("told-one");
  EXPECT_THAT(witness_of(Anomaly::deadlock, evidence).why,
              MatchesRegex("(first|second) waits \\(subjects.cpp:[0-9]+\\) to be notified through ended; closer's "
                           "notification \\(subjects.cpp:[0-9]+\\) woke (first|second); nobody else is left"));
}

TEST(Explanation, SaysWhoCameBetweenANotificationAndWhoWasNotified) {
  const Evidence evidence = explored("overtaken");
  EXPECT_EQ(witness_of(Anomaly::missing, evidence).why,
            "thief's lock of mutex comes between producer's notify of added and waiter's wake: what that one is told "
            "of may be gone");
}

// Who waits for somebody else is not interrupted by whoever comes meanwhile.
TEST(Explanation, TakesNoWaitForAnInterruption) {
  const Evidence evidence = explored("joined");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_EQ(evidence.exploration->witnesses.front().why,
            "no thread is interrupted: it is enough that they run in the order owner, thread 2, owner");
}

TEST(Explanation, SuppressesRacesInTheFreelistOfBoostLockfree) {
  const Evidence evidence = explored("freelist");
  EXPECT_THAT(evidence.anomalies, IsEmpty());
  EXPECT_THAT(evidence.exploration->witnesses, IsEmpty());
  ASSERT_FALSE(evidence.suppressed.empty());
  EXPECT_THAT(evidence.suppressed.front().reason, HasSubstr("Boost.Lockfree"));
}

TEST(Explanation, SaysWhoHeldTheLockThatWasTried) {
  const Evidence evidence = explored("polite");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_EQ(evidence.exploration->witnesses.front().why,
            "second's failed try_lock of mutex comes while first holds it");
}

TEST(Explanation, HasASchedule_ForAFailedCheck) {
  const Evidence evidence = explored("checked", by("exhaustive"));
  ASSERT_FALSE(evidence.anomalies.empty());
  EXPECT_EQ(evidence.anomalies.back().kind, Anomaly::assertion);
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_EQ(evidence.exploration->anomalous, 1U);
}

TEST(Explanation, NamesTheThreadOfAFailedCheck) {
  EXPECT_EQ(explored("checked").anomalies.back().accesses.front().thread, "second");
  EXPECT_EQ(explored("checked-by-observer").anomalies.back().accesses.front().thread, "main");
}

TEST(Explanation, TellsRacesApart_WhosePlacesAreEquallyFarApart) {
  const Evidence evidence = explored("two-races");
  ASSERT_THAT(evidence.anomalies, SizeIs(2));
  EXPECT_EQ(evidence.anomalies[0].location, "left");
  EXPECT_EQ(evidence.anomalies[1].location, "right");
}

TEST(Explanation, ShowsRacesOfOneExecutionTogether) {
  const Evidence evidence = explored("two-races");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  const Witness& witness = evidence.exploration->witnesses.front();
  EXPECT_EQ(witness.kind, Anomaly::data_race);
  EXPECT_THAT(witness.why,
              testing::ContainsRegex("nothing orders first's write .* of left; nothing orders .* of right"));
  EXPECT_THAT(witness.steps, SizeIs(4));
}

TEST(Explanation, NamesTheClockAndNothingThatIsNobodys) {
  const Evidence evidence = explored("timely");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  const Witness& witness = evidence.exploration->witnesses.front();
  EXPECT_THAT(witness.schedule, testing::EndsWith(":=@clock,=@clock-readers"));
  for (const WitnessStep& step : witness.steps) {
    EXPECT_THAT(step.object, testing::AnyOf("value", "the clock", "")) << step.op;
    EXPECT_EQ(step.object.empty(), step.op == "yield" || step.op == "time passes") << step.op;
  }
}

TEST(Explanation, TellsALivelockOfThoseThatGiveWay) {
  const Evidence evidence = explored("giving-way");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::livelock);
  EXPECT_THAT(evidence.anomalies.front().detail,
              testing::ContainsRegex("first gives way \\(subjects.cpp:[0-9]+\\) again and again, and nobody changes "
                                     "what it looks at"));
}

}  // namespace
}  // namespace tenter::explore::test::explanation_test
