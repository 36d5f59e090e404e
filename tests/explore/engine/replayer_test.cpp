// An execution once more, by its schedule.
#include "explore/engine/replayer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "engine_run.h"

namespace tenter::explore::test::replayer_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Replayer, SaysThatThereIsNoChoice) {
  const Evidence evidence = explored("alone");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  const Witness& witness = evidence.exploration->witnesses.front();
  EXPECT_EQ(witness.schedule, "t1:g12:");
  EXPECT_EQ(witness.why, "no step of it is visible to others: there is no choice, it always comes to this");
  RunRequest request;
  request.exploration = ReplayRequest{witness.schedule};
  EXPECT_TRUE(explored("alone", request).exploration->followed);
}

TEST(Replayer, ReplaysWhatItHasShown) {
  for (const std::string name : {"counter", "plain", "crossed", "unheard", "throwing", "two-switches", "two-races",
                                 "checked", "checked-by-observer", "giving-way", "timely"}) {
    const Evidence found = explored(name);
    ASSERT_FALSE(found.exploration->witnesses.empty()) << name;
    const Witness& witness = found.exploration->witnesses.front();
    const Evidence evidence = replayed(name, witness.schedule);
    EXPECT_TRUE(evidence.exploration->followed) << name;
    ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
    Witness again = evidence.exploration->witnesses.front();
    again.minimal = witness.minimal;  // a replay does not know
    EXPECT_EQ(again.steps, witness.steps) << name;
    EXPECT_EQ(again.why, witness.why) << name;
    EXPECT_EQ(again, witness) << name;
  }
}

TEST(Replayer, ReplaysEachAnomalyThatTheExecutionShows) {
  for (const std::string name : {"crossed", "throwing", "checked-by-observer", "two-races"}) {
    const Evidence found = explored(name);
    const Evidence evidence = replayed(name, found.exploration->witnesses.front().schedule);
    ASSERT_EQ(evidence.anomalies.size(), found.anomalies.size()) << name;
    for (std::size_t i = 0; i < evidence.anomalies.size(); ++i) {
      EXPECT_EQ(evidence.anomalies[i].count, 1U) << name;
      EXPECT_EQ(evidence.anomalies[i].detail, found.anomalies[i].detail) << name;
      EXPECT_EQ(evidence.anomalies[i].accesses, found.anomalies[i].accesses) << name;
    }
  }
}

TEST(Replayer, ReplaysOneExecutionOfTheMemoryModelThatItHas) {
  const Evidence evidence = replayed("large", "t1:g12:1");
  EXPECT_EQ(evidence.executions, 1U);
  EXPECT_TRUE(weaker_orders_left_out(evidence));
  EXPECT_EQ(memory_in_words(evidence), "sequentially consistent; weaker orders not explored");
}

TEST(Replayer, GivesTheScheduleOfTheExecutionThatItShows) {
  const Evidence evidence = replayed("counter", "t1:g12:12");
  EXPECT_FALSE(evidence.exploration->followed);
  ASSERT_THAT(evidence.notes, SizeIs(1));
  EXPECT_THAT(evidence.notes.front(), HasSubstr("the schedule ends after 2 steps, and the program goes on"));
  const std::string& taken = evidence.exploration->witnesses.front().schedule;
  EXPECT_TRUE(replayed("counter", taken).exploration->followed) << taken;
}

TEST(Replayer, TellsTheStepsBeforeOneThatIsTooMany) {
  RunRequest request;
  request.exploration = ReplayRequest{"t1:g12:1221", ReplayRequest::Until::last_step};
  const Evidence evidence = explored("counter", request);
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  const Witness& witness = evidence.exploration->witnesses.front();
  ASSERT_THAT(witness.steps, SizeIs(4));
  EXPECT_EQ(witness.preemptions, 1U);
  EXPECT_EQ(witness.steps[2].value, "1");
  EXPECT_EQ(witness.steps[3].op, "store");
  EXPECT_EQ(witness.steps[3].object, "value");
  EXPECT_EQ(witness.steps[3].value, "");
  EXPECT_THAT(evidence.outcomes, IsEmpty());
}

TEST(Replayer, NamesTheStepWhereAScheduleCannotBeFollowed) {
  RunRequest request;
  request.exploration = ReplayRequest{"t1:g12:1112"};
  const Evidence evidence = explored("counter", request);
  EXPECT_FALSE(evidence.exploration->followed);
  ASSERT_THAT(evidence.notes, SizeIs(1));
  EXPECT_THAT(evidence.notes.front(), HasSubstr("followed for 2 steps only"));
  EXPECT_THAT(evidence.notes.front(), HasSubstr("first"));
}

TEST(Replayer, RefusesAnotherCompilersSchedule) {
  RunRequest request;
  request.exploration = ReplayRequest{"t1:c14:1212"};
  EXPECT_THROW(explored("counter", request), std::invalid_argument);
}

}  // namespace
}  // namespace tenter::explore::test::replayer_test
