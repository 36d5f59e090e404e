#include "session/merge.h"

#include <gtest/gtest.h>

namespace tenter::session {
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

TEST(Merge, RemembersAnInterruption) {
  Evidence total;
  Evidence interrupted;
  interrupted.interrupted = true;
  merge(total, interrupted);
  merge(total, Evidence{});
  EXPECT_TRUE(total.interrupted);
}

}  // namespace
}  // namespace tenter::session
