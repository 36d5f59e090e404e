#include "explore/witness/whole_trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explore/witness/joint_witnesses.h"
#include "explore/witness/race_report.h"
#include "traces.h"

namespace tenter::explore::test::whole_trace_test {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

Race race_of_x() {
  Race race;
  race.address = kX;
  race.earlier.task = 1;
  race.earlier.pc = 3;
  race.later.task = 2;
  race.later.pc = 4;
  race.later.write = true;
  return race;
}

Trace racing() {
  Trace racing = trace({step(1, access(Op::read, kX, 3)), step(2, access(Op::write, kX, 4))});
  racing.races = {race_of_x()};
  return racing;
}

TEST(RaceReport, HasBothAccesses) {
  const AnomalyReport report = race_report(Described(racing()), race_of_x());
  EXPECT_EQ(report.kind, Anomaly::data_race);
  EXPECT_EQ(report.location, "x");
  ASSERT_THAT(report.accesses, SizeIs(2));
  EXPECT_EQ(report.accesses[0].op, "read");
  EXPECT_EQ(report.accesses[0].size, sizeof(int));
  EXPECT_EQ(report.accesses[1].thread, "second");
}

TEST(RaceReport, OfWhatFreesItsMemory) {
  Race race = race_of_x();
  race.later.frees = true;
  EXPECT_EQ(race_report(Described(trace({})), race).kind, Anomaly::use_after_free);
  EXPECT_EQ(race_report(Described(trace({})), race).accesses[1].op, "free");
  race.earlier.frees = true;
  EXPECT_EQ(race_report(Described(trace({})), race).kind, Anomaly::double_free);
}

TEST(WholeTrace, HasDeathsBeforeRaces) {
  Trace whole = racing();
  whole.deaths = {{1, Anomaly::abort, "std::abort", 0, 0}};
  whole.death_stacks = {{5}};
  AnomalyReport by_program;
  by_program.kind = Anomaly::assertion;
  EXPECT_THAT(
      anomalies_of(Described(whole), {by_program}),
      ElementsAre(Field(&AnomalyReport::kind, Anomaly::abort), Field(&AnomalyReport::kind, Anomaly::assertion),
                  Field(&AnomalyReport::kind, Anomaly::data_race)));
}

TEST(WholeTrace, CountsWhatIsTheSame) {
  Trace whole = racing();
  whole.races.push_back(race_of_x());
  const std::vector<AnomalyReport> anomalies = anomalies_of(Described(whole), {});
  ASSERT_THAT(anomalies, SizeIs(1));
  EXPECT_EQ(anomalies.front().count, 2U);
}

TEST(WholeTrace, IsAWitnessOfItsForbiddenOutcome) {
  Trace whole = racing();
  whole.outcome = {{"{2}", 1, 1}};
  const Described described(whole);
  const Witness witness = witness_of_all(described, anomalies_of(described, {}));
  EXPECT_EQ(witness.kind, Anomaly::lost_update);
  EXPECT_EQ(witness.outcome, "{2}");
}

TEST(WholeTrace, IsAWitnessOfItsGravestAnomalyWhereTheOutcomeIsAcceptable) {
  Trace whole = racing();
  whole.outcome = {{"{1}", 1, 0}};
  const Described described(whole);
  const Witness witness = witness_of_all(described, anomalies_of(described, {}));
  EXPECT_EQ(witness.kind, Anomaly::data_race);
  EXPECT_EQ(witness.outcome, "");
  EXPECT_EQ(witness.why, "nothing orders first's read (f.cpp:3) and second's write (f.cpp:4) of x");
}

TEST(WholeTrace, IsAWitnessOfAnAcceptableOutcomeWhereThereIsNothingElse) {
  Trace whole = trace({step(1, access(Op::read, kX, 3))});
  whole.outcome = {{"{1}", 1, 0}};
  const Witness witness = witness_of_all(Described(whole), {});
  EXPECT_EQ(witness.outcome, "{1}");
}

TEST(JointWitnesses, AreOneForEachSchedule) {
  std::vector<Witness> witnesses;
  JointWitnesses joint(witnesses);
  Witness witness;
  witness.schedule = "t1:g12:01";
  witness.minimal = true;
  witness.why = "one";
  joint.add(witness);
  witness.why = "two";
  witness.minimal = false;
  joint.add(witness);
  witness.schedule = "t1:g12:10";
  joint.add(witness);
  ASSERT_THAT(witnesses, SizeIs(2));
  EXPECT_EQ(witnesses[0].why, "one; two");
  EXPECT_FALSE(witnesses[0].minimal);
}

}  // namespace
}  // namespace tenter::explore::test::whole_trace_test
