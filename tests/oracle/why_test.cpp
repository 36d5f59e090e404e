// The sentences beside verdicts: what decided, how sure it is, and what to do when nothing was decided.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence_builder.h"

namespace tenter::oracle::why_test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

Evidence searched(std::string strategy) {
  Evidence search = of_executions(6);
  search.engine = Engine::explore;
  search.contention = {};
  search.coverage = Coverage::exhaustive;
  search.memory_model = "sequentially consistent";
  search.exploration.emplace().strategy = std::move(strategy);
  search.exploration->reduced = search.exploration->strategy == "dpor";
  return search;
}

TEST(Why, SampledNamesExecutionsBoundContentionAndMemory) {
  EXPECT_EQ(judged(holds(), {plenty()}).why,
            "no anomaly in 1,000,000 executions under stress, so any is rarer than 3e-06 an execution (3/n, 95% "
            "confidence); the actors overlapped in 80.0% of 1,000 probes; memory model: x86-64 hardware");
}

TEST(Why, ProvedNamesWhatItCovers) {
  EXPECT_EQ(judged(holds(), {searched("exhaustive")}).why,
            "no anomaly in 6 interleavings under explore, which are all that its 2 actors can make; memory model: "
            "sequentially consistent");
  EXPECT_EQ(judged(holds(), {searched("dpor")}).why,
            "no anomaly in 6 interleavings under explore, one of each equivalent of all that its 2 actors can "
            "make; memory model: sequentially consistent");
}

TEST(Why, BoundedNamesItsBound) {
  Evidence search = searched("exhaustive");
  search.coverage = Coverage::bounded;
  search.exploration->preemptions = 3;
  EXPECT_EQ(judged(holds(), {search}).why,
            "no anomaly in 6 interleavings under explore, which are all that its 2 actors can make with at most 3 "
            "preemptions; memory model: sequentially consistent");
  search.exploration->preemptions = 1;
  EXPECT_EQ(judged(holds(), {search}).why,
            "no anomaly was seen, but explore saw only the executions with at most 1 preemption of the 2 that it "
            "takes");
}

TEST(Why, AnExploredSampleSaysNothingOfContention) {
  Evidence sample = plenty(Engine::explore);
  sample.contention = {};
  sample.memory_model = "sequentially consistent";
  EXPECT_EQ(judged(holds(), {sample}).why,
            "no anomaly in 1,000,000 executions under explore, so any is rarer than 3e-06 an execution (3/n, 95% "
            "confidence); memory model: sequentially consistent");
}

TEST(Why, UncontrolledOperationsForbidAProof) {
  Evidence search = searched("exhaustive");
  search.uncontrolled = {"libc memcpy"};
  EXPECT_EQ(judged(holds(), {search}).why,
            "no anomaly was seen, but explore finished its search without control over all that ran (libc "
            "memcpy)");
}

TEST(Why, LibrariesThatNobodySeesIntoAreNamed) {
  Evidence search = searched("exhaustive");
  search.unseen_libraries = {"libpool.so"};
  EXPECT_THAT(judged(holds(), {search}).why, testing::HasSubstr(" can make of what was seen; libpool.so not seen"));
  SuppressedReport& suspected = search.suspected.emplace_back();
  suspected.report.kind = Anomaly::data_race;
  suspected.reason = suspicion_of(search.unseen_libraries);
  EXPECT_EQ(judged(holds(), {search}).why,
            "a data race is suspected under explore: libpool.so may order the two accesses, and nobody sees into it; "
            "instrument libpool.so");
}

TEST(Why, AFinishedSearchExcludesWhatItsMemoryModelAllows) {
  Evidence search = searched("dpor");
  EXPECT_EQ(judged(breaks(Anomaly::lost_update), {search}).why,
            "lost update was in none of the 6 interleavings under explore, one of each equivalent of all there "
            "are; memory model: sequentially consistent");
  search.order_that_matters = "the relaxed store of ready (a.cpp:14)";
  EXPECT_EQ(
      judged(shows("weak"), {search}).why,
      "outcome {weak} was never seen in 6 executions under explore; explore saw all there are, but that excludes "
      "nothing that real threads may do; memory model: sequentially consistent; weaker orders not explored: it would "
      "take seq_cst, or a lock, for the relaxed store of ready (a.cpp:14)");
}

TEST(Why, RefutedNamesTheAnomaly) {
  Evidence evidence = with_outcome(plenty(), "lost", kLostUpdate, 1'234);
  EXPECT_EQ(judged(holds(), {evidence}).why,
            "lost update (outcome {lost}: one overwrote the other), seen 1,234 times in 1,000,000 executions under "
            "stress speaks against the claim that nothing goes wrong");
  evidence = with_anomaly(evidence, Anomaly::crash);
  EXPECT_EQ(
      judged(breaks(Anomaly::lost_update), {evidence}).why,
      "crash (as the test wants it), seen in 1,000,000 executions under stress speaks against the claim that only "
      "what it lists goes wrong (lost update); it breaks, by crash as well: write .breaks(Anomaly::lost_update, "
      "Anomaly::crash)");
}

TEST(Why, RefutedSaysByWhichWordItBreaks) {
  const Evidence stuck = with_anomaly(plenty(Engine::explore), Anomaly::deadlock);
  EXPECT_EQ(
      judged(breaks(Anomaly::lost_wakeup), {stuck}).why,
      "deadlock (as the test wants it), seen in 1,000,000 executions under explore speaks against the claim that "
      "only what it lists goes wrong (lost wakeup); it breaks, by deadlock: write .breaks(Anomaly::deadlock)");
  const Evidence also = with_anomaly(with_anomaly(plenty(Engine::explore), Anomaly::livelock), Anomaly::leak);
  EXPECT_THAT(judged(breaks(Anomaly::livelock), {also}).why,
              EndsWith("it breaks, by leak as well: write .breaks(Anomaly::livelock, Anomaly::leak)"));
  EXPECT_THAT(judged(holds(), {stuck}).why, Not(HasSubstr("write")));
}

TEST(Why, WitnessedCountsIt) {
  const Evidence lost = with_outcome(plenty(), "lost", kLostUpdate, 1'234);
  EXPECT_EQ(judged(breaks(Anomaly::lost_update), {lost, lost}).why,
            "lost update (outcome {lost}: one overwrote the other), seen 1,234 times in 1,000,000 executions under "
            "stress; and 1 more report");
  EXPECT_EQ(judged(shows("weak"), {with_outcome(plenty(), "weak", kWeak, 1)}).why,
            "outcome {weak} (a store was overtaken), seen 1 time in 1,000,000 executions under stress; memory model: "
            "x86-64 hardware");
}

TEST(Why, NeverSeenSaysHowRareAndWhatToDo) {
  EXPECT_EQ(
      judged(breaks(Anomaly::lost_update), {of_executions(40'000)}).why,
      "lost update was never seen in 40,000 executions under stress, so it is rarer than 7.5e-05 an execution (3/n, "
      "95% confidence); give it more --time");
}

TEST(Why, RacesNeedTheirEngine) {
  EXPECT_EQ(judged(breaks(Anomaly::data_race), {of_executions(40'000)}).why,
            "data race was never seen in 40,000 executions under stress; the stress engine sees no data races: add "
            "--engine tsan");
}

TEST(Why, TooLittleNamesEachEnginesShortfall) {
  Evidence unheeded = plenty(Engine::tsan);
  unheeded.contention = {1'000, 0};
  EXPECT_EQ(
      judged(holds(), {of_executions(1), unheeded}).why,
      "no anomaly was seen, but stress completed only 1 execution of the 10,000 that it takes; give it more "
      "--time; and tsan completed 1,000,000 executions, but in 1,000 probes the actors never ran at the same time; "
      "give it more cores or --time");
}

TEST(Why, AnUnfinishedSearchIsNoSampleHoweverLong) {
  Evidence search = plenty(Engine::explore);
  search.exploration.emplace().strategy = "dpor";
  EXPECT_EQ(judged(holds(), {search}).why,
            "no anomaly was seen, but explore has not come to the end of its search, and 1,000,000 executions in an "
            "order of its own are no sample; give it more --time");
}

TEST(Why, ABoundIsOfTheExecutionsThatMakeItUp) {
  Evidence search = plenty(Engine::explore);
  search.coverage = Coverage::bounded;
  search.exploration.emplace().preemptions = 2;
  search.exploration->covering = 14;
  EXPECT_THAT(judged(holds(), {search}).why, testing::HasSubstr("no anomaly in 14 interleavings under explore, "));
}

TEST(Why, NothingExecutedIsSaidSo) {
  EXPECT_EQ(judged(holds(), {}).why, "no engine brought back anything");
  EXPECT_EQ(judged(holds(), {of_executions(0)}).why, "no anomaly was seen, but stress completed no execution");
  Evidence interrupted = of_executions(0);
  interrupted.interrupted = true;
  EXPECT_EQ(judged(shows("weak"), {interrupted}).why, "nothing was executed to its end; the run was interrupted");
}

}  // namespace
}  // namespace tenter::oracle::why_test
