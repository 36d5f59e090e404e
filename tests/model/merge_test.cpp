#include "model/merge.h"

#include <gtest/gtest.h>

namespace tenter {
namespace {

Evidence part(std::uint64_t count) {
  Evidence evidence;
  evidence.executions = 10 * count;
  evidence.seconds = 0.5;
  evidence.outcomes = {{"1", count, 0}, {"2", 3 * count, 1}};
  evidence.anomalies.emplace_back().kind = Anomaly::crash;
  evidence.anomalies[0].count = count;
  evidence.modes = {{"free", count, 0.1, 1, {count, 1}}};
  evidence.contention = {count, 1};
  evidence.notes = {"a note"};
  return evidence;
}

TEST(Merge, SumsCountsAndKeepsEachThingOnce) {
  Evidence total = part(1);
  merge(total, part(4));
  EXPECT_EQ(total.executions, 50U);
  EXPECT_EQ(total.seconds, 1.0);
  EXPECT_EQ(total.outcomes, (std::vector<OutcomeCount>{{"2", 15, 1}, {"1", 5, 0}}));
  ASSERT_EQ(total.anomalies.size(), 1U);
  EXPECT_EQ(total.anomalies[0].count, 5U);
  ASSERT_EQ(total.modes.size(), 1U);
  EXPECT_EQ(total.modes[0].contention.probes, 5U);
  EXPECT_EQ(total.contention.overlapped, 2U);
  EXPECT_EQ(total.notes.size(), 1U);
}

TEST(Merge, KeepsApartWhatDiffers) {
  std::vector<AnomalyReport> anomalies(1);
  anomalies[0].detail = "here";
  AnomalyReport other;
  other.detail = "there";
  add_anomaly(anomalies, other);
  EXPECT_EQ(anomalies.size(), 2U);
}

Evidence explored(Coverage coverage, std::uint32_t preemptions, std::uint64_t covering) {
  Evidence evidence;
  evidence.coverage = coverage;
  evidence.executions = 100;
  evidence.exploration.emplace().preemptions = preemptions;
  evidence.exploration->covering = covering;
  return evidence;
}

Evidence with_weaker_orders(Coverage coverage) {
  Evidence evidence = explored(coverage, 0, 0);
  evidence.weaker_orders_used = true;
  return evidence;
}

TEST(Merge, BelievesWhoHasSeenAllThatWeakerOrdersMakeNoDifference) {
  Evidence total = with_weaker_orders(Coverage::sampled);
  EXPECT_TRUE(weaker_orders_left_out(total));
  merge(total, with_weaker_orders(Coverage::exhaustive));
  EXPECT_FALSE(weaker_orders_left_out(total));
  merge(total, with_weaker_orders(Coverage::sampled));
  EXPECT_FALSE(weaker_orders_left_out(total));
}

TEST(Merge, KeepsTheFirstOrderThatMatters) {
  Evidence total = with_weaker_orders(Coverage::sampled);
  total.order_that_matters = "one";
  Evidence more = total;
  more.order_that_matters = "another";
  merge(total, more);
  EXPECT_EQ(total.order_that_matters, "one");
  merge(total, with_weaker_orders(Coverage::exhaustive));
  EXPECT_TRUE(weaker_orders_left_out(total));
}

TEST(Merge, CountsWhatTheWidestSearchHasCovered) {
  Evidence total = explored(Coverage::bounded, 2, 14);
  merge(total, explored(Coverage::sampled, 0, 0));
  EXPECT_EQ(interleavings(total), 14U);
  merge(total, explored(Coverage::bounded, 3, 40));
  EXPECT_EQ(interleavings(total), 40U);
  EXPECT_EQ(total.exploration->preemptions, 3U);
  merge(total, explored(Coverage::bounded, 2, 14));
  EXPECT_EQ(interleavings(total), 40U);
  merge(total, explored(Coverage::exhaustive, 0, 90));
  EXPECT_EQ(interleavings(total), 90U);
  EXPECT_EQ(total.executions, 500U);
}

Witness race_of(const std::string& what, std::size_t steps) {
  Witness witness;
  witness.kind = Anomaly::data_race;
  witness.detail = "two accesses";
  witness.why = "nothing orders the accesses to " + what;
  witness.steps.resize(steps);
  return witness;
}

TEST(Merge, KeepsRacesApartAndOfEachTheShortestWitness) {
  Evidence total = explored(Coverage::sampled, 0, 0);
  total.exploration->witnesses = {race_of("a", 4)};
  Evidence more = total;
  more.exploration->witnesses = {race_of("b", 3), race_of("a", 2)};
  merge(total, more);
  ASSERT_EQ(total.exploration->witnesses.size(), 2U);
  EXPECT_EQ(total.exploration->witnesses[0], race_of("a", 2));
  EXPECT_EQ(total.exploration->witnesses[1], race_of("b", 3));
}

TEST(Merge, PrefersAWitnessThatHasSteps) {
  Evidence total = explored(Coverage::sampled, 0, 0);
  total.exploration->witnesses = {race_of("a", 4)};
  Evidence more = total;
  more.exploration->witnesses = {race_of("a", 0)};
  merge(total, more);
  EXPECT_EQ(total.exploration->witnesses[0].steps.size(), 4U);
}

TEST(Merge, RemembersAnInterruption) {
  Evidence total;
  Evidence interrupted;
  interrupted.interrupted = true;
  merge(total, interrupted);
  merge(total, Evidence{});
  EXPECT_TRUE(total.interrupted);
}

}  // namespace
}  // namespace tenter
