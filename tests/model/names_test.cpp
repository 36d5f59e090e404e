// Every name that is printed can be read back, and no two things share one.
#include <gtest/gtest.h>
#include <tenter/anomaly.h>
#include <tenter/scenario_info.h>

#include <set>
#include <string>

#include "model/evidence.h"
#include "model/run.h"
#include "model/verdict.h"

namespace tenter {
namespace {

constexpr auto kLastAnomaly = Anomaly::exit;

TEST(Names, OfAnomaliesRoundTrip) {
  ASSERT_EQ(static_cast<std::size_t>(kLastAnomaly) + 1, kAnomalyNames.size());
  for (std::size_t i = 0; i < kAnomalyNames.size(); ++i) {
    const auto anomaly = static_cast<Anomaly>(i);
    EXPECT_EQ(anomaly_named(name_of(anomaly)), anomaly) << kAnomalyNames[i];
  }
}

TEST(Names, OfAnomaliesAreTheDocumentedWords) {
  EXPECT_EQ(name_of(Anomaly::lost_update), "lost update");
  EXPECT_EQ(name_of(Anomaly::forbidden_outcome), "forbidden outcome");
  EXPECT_EQ(name_of(Anomaly::data_race), "data race");
  EXPECT_EQ(name_of(Anomaly::hang), "hang");
  EXPECT_EQ(name_of(Anomaly::uncaught_exception), "uncaught exception");
  EXPECT_EQ(name_of(Anomaly::exit), "exit");
}

TEST(Names, OfAnomaliesAreDistinct) {
  EXPECT_EQ(std::set<std::string_view>(kAnomalyNames.begin(), kAnomalyNames.end()).size(), kAnomalyNames.size());
}

TEST(Names, UnknownOnesAreNothing) {
  for (const char* name : {"", "Lost update", "lost_update", "lost update ", "data  race"}) {
    EXPECT_EQ(anomaly_named(name), std::nullopt) << '"' << name << '"';
    EXPECT_EQ(engine_named(name), std::nullopt) << '"' << name << '"';
    EXPECT_EQ(affinity_named(name), std::nullopt) << '"' << name << '"';
  }
}

TEST(Names, OfEnginesRoundTrip) {
  for (const Engine engine : kEngines) EXPECT_EQ(engine_named(name_of(engine)), engine);
}

TEST(Names, OfAffinitiesRoundTrip) {
  for (const Affinity affinity : {Affinity::none, Affinity::spread, Affinity::same_core}) {
    EXPECT_EQ(affinity_named(name_of(affinity)), affinity);
  }
}

TEST(Names, OfTheSmallListsAreTheDocumentedWords) {
  EXPECT_EQ(name_of(Grade::acceptable), "acceptable");
  EXPECT_EQ(name_of(Grade::interesting), "interesting");
  EXPECT_EQ(name_of(Grade::forbidden), "forbidden");
  EXPECT_EQ(name_of(ClaimKind::holds), "holds");
  EXPECT_EQ(name_of(ClaimKind::breaks), "breaks");
  EXPECT_EQ(name_of(ClaimKind::shows), "shows");
  EXPECT_EQ(name_of(VerdictKind::confirmed), "confirmed");
  EXPECT_EQ(name_of(VerdictKind::refuted), "refuted");
  EXPECT_EQ(name_of(VerdictKind::inconclusive), "inconclusive");
  EXPECT_EQ(name_of(Basis::witnessed), "witnessed");
  EXPECT_EQ(name_of(Basis::sampled), "sampled");
  EXPECT_EQ(name_of(Basis::bounded), "bounded");
  EXPECT_EQ(name_of(Basis::proved), "proved");
  EXPECT_EQ(name_of(Coverage::sampled), "sampled");
  EXPECT_EQ(name_of(Coverage::bounded), "bounded");
  EXPECT_EQ(name_of(Coverage::exhaustive), "exhaustive");
}

TEST(Anomalies, OnlyTheFirstEightAreReadOffAnOutcome) {
  EXPECT_TRUE(shown_by_outcome(Anomaly::lost_update));
  EXPECT_TRUE(shown_by_outcome(Anomaly::jobs_left_undone));
  EXPECT_TRUE(shown_by_outcome(Anomaly::forbidden_outcome));
  EXPECT_FALSE(shown_by_outcome(Anomaly::data_race));
  EXPECT_FALSE(shown_by_outcome(Anomaly::assertion));
  EXPECT_FALSE(shown_by_outcome(Anomaly::exit));
}

}  // namespace
}  // namespace tenter
