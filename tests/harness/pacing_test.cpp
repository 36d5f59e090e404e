// For how long engines run, by evidence written by hand.
#include "session/pacing.h"

#include <gmock/gmock.h>

#include "../oracle/evidence_builder.h"

namespace tenter::session::pacing_test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr nanoseconds kFull = 1s;

Evidence searched(Coverage coverage) {
  Evidence evidence = oracle::plenty(Engine::explore);
  evidence.coverage = coverage;
  evidence.memory_model = "sequentially consistent";
  evidence.exploration.emplace().preemptions = oracle::kMinPreemptions;
  return evidence;
}

nanoseconds time_of(Engine engine, const Claim& claim, const std::vector<Evidence>& so_far,
                    nanoseconds full = kFull) {
  const ScenarioInfo scenario = oracle::scenario_claiming(claim);
  std::vector<JudgedEvidence> judged;
  for (const Evidence& evidence : so_far) judged.push_back(oracle::grade(scenario, evidence));
  return brief_time(scenario, engine, judged, full);
}

nanoseconds time_of_stress(const Claim& claim, const Evidence& explored) {
  return time_of(Engine::stress, claim, {explored});
}

TEST(BriefTime, IsAGlanceAtWhatIsProved) {
  const Evidence proof = searched(Coverage::exhaustive);
  EXPECT_EQ(time_of_stress(oracle::holds(), proof), kGlance);
  EXPECT_EQ(time_of(Engine::tsan, oracle::holds(), {proof, oracle::plenty()}), kGlance);
}

TEST(BriefTime, IsAGlanceAtWhatIsWitnessed) {
  const Claim breaks = oracle::breaks(Anomaly::lost_update);
  for (const Coverage coverage : {Coverage::sampled, Coverage::bounded, Coverage::exhaustive}) {
    const Evidence witness = oracle::with_outcome(searched(coverage), "lost", oracle::kLostUpdate);
    EXPECT_EQ(time_of_stress(breaks, witness), kGlance);
    EXPECT_EQ(time_of_stress(oracle::holds(), witness), kGlance) << "refuted is refuted";
  }
}

TEST(BriefTime, IsAGlanceAtAnAnomalyThatIsProvedNotToBe) {
  EXPECT_EQ(time_of_stress(oracle::breaks(Anomaly::lost_update), searched(Coverage::exhaustive)), kGlance);
}

TEST(BriefTime, IsAllOfItWhereExploreIsUndecided) {
  for (const Coverage coverage : {Coverage::sampled, Coverage::bounded}) {
    EXPECT_EQ(time_of_stress(oracle::holds(), searched(coverage)), kFull);
    EXPECT_EQ(time_of_stress(oracle::breaks(Anomaly::lost_update), searched(coverage)), kFull);
  }
}

TEST(BriefTime, IsAllOfItWhereWeakerOrdersMayShowMore) {
  Evidence proof = searched(Coverage::exhaustive);
  proof.order_that_matters = "a relaxed store";
  EXPECT_EQ(time_of_stress(oracle::holds(), proof), kFull);
}

TEST(BriefTime, IsAllOfItForWhatTheMachineShows) {
  const Claim shows = oracle::shows("weak");
  EXPECT_EQ(time_of_stress(shows, searched(Coverage::exhaustive)), kFull);
  EXPECT_EQ(time_of_stress(shows, oracle::with_outcome(searched(Coverage::sampled), "weak", oracle::kWeak)), kFull);
}

TEST(BriefTime, IsAllOfItForExploreAndWithoutIt) {
  const Evidence proof = searched(Coverage::exhaustive);
  EXPECT_EQ(time_of(Engine::explore, oracle::holds(), {}), kFull);
  EXPECT_EQ(time_of(Engine::explore, oracle::holds(), {proof}), kFull) << "it is undecided all the same: go on";
  EXPECT_EQ(time_of(Engine::stress, oracle::holds(), {}), kFull);
  EXPECT_EQ(time_of(Engine::tsan, oracle::holds(), {oracle::plenty()}), kFull);
}

TEST(BriefTime, IsNeverMoreThanTheUserAllows) {
  EXPECT_EQ(time_of(Engine::stress, oracle::holds(), {searched(Coverage::exhaustive)}, 10ms), 10ms);
}

TEST(ExploreFirst, LeavesTheOthersInTheirOrder) {
  EXPECT_THAT(explore_first({Engine::stress, Engine::tsan, Engine::explore}),
              ElementsAre(Engine::explore, Engine::stress, Engine::tsan));
  EXPECT_THAT(explore_first({Engine::tsan, Engine::stress}), ElementsAre(Engine::tsan, Engine::stress));
}

}  // namespace
}  // namespace tenter::session::pacing_test
