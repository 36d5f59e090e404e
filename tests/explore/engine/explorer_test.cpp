// The engine as a whole: what it brings back of programs whose executions are known.
#include "explore/engine/explorer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/random_walk.h"
#include "explore/witness/symbols.h"
#include "oracle/grading.h"
#include "oracle/verdict.h"
#include "support/plugin.h"

namespace tenter::explore::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

class NoMonitor : public RunMonitor {
 public:
  bool stop_requested() override { return false; }
  void evidence_so_far(const Evidence&) override {}
};

// One process has one runtime, and loads the plugin once.
struct World {
  InProcessExecutor executor{InProcessExecutor::Limits{.step_timeout = std::chrono::milliseconds(300)}};
  AnomalyLog log;
  const PluginContents* contents = nullptr;

  World() {
    const InProcessExecutor::Loading loading(executor);
    contents = &tenter::test::loaded(SUBJECTS, &log);
  }
};

World& world() {
  static World& world = *new World;
  return world;
}

const Program& program_named(const std::string& name) { return tenter::test::program_named(name, *world().contents); }

// The log is the process's, as the plugin is: without what other scenarios have reported to it.
void forget(const std::vector<AnomalyReport>& reported_before, Evidence& evidence) {
  for (const AnomalyReport& before : reported_before) {
    for (AnomalyReport& report : evidence.anomalies) {
      if (report.kind == before.kind && report.detail == before.detail) report.count -= before.count;
    }
  }
  std::erase_if(evidence.anomalies, [](const AnomalyReport& report) { return report.count == 0; });
}

Evidence explored(const std::string& name, const RunRequest& request, RunMonitor& monitor, SharedProgress& progress,
                  StrategyKinds strategies = all_strategies()) {
  const Program& program = program_named(name);
  const std::string path = SUBJECTS;
  const auto names = names_by_symbols(path, *program.body);
  const auto schedule = std::make_unique<SharedSchedule>();
  world().executor.set_visible_places({});
  world().executor.forget_races();
  const std::vector<AnomalyReport> reported_before = world().log.anomalies();
  Evidence evidence = run({world().executor, program, path, "g++ 12.2.0", request, progress, *schedule, monitor,
                           world().log, *names, strategies});
  // A replay tells only what is its own.
  if (search_of(request) != nullptr) forget(reported_before, evidence);
  return evidence;
}

Evidence explored(const std::string& name, const RunRequest& request, RunMonitor& monitor) {
  const auto progress = std::make_unique<SharedProgress>();
  return explored(name, request, monitor, *progress);
}

RunRequest by(std::string_view strategy, std::uint64_t executions = 100'000,
              std::optional<std::uint32_t> preemptions = {}) {
  RunRequest request;
  request.budget.executions = executions;
  request.exploration = SearchRequest{std::string(strategy), preemptions};
  return request;
}

Evidence explored(const std::string& name, const RunRequest& request = by("auto")) {
  NoMonitor monitor;
  return explored(name, request, monitor);
}

std::uint64_t count_of(const Evidence& evidence, const std::string& outcome) {
  std::uint64_t count = 0;
  for (const OutcomeCount& row : evidence.outcomes) count += row.outcome == outcome ? row.count : 0;
  return count;
}

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

TEST(Explorer, ShowsTheSimplestInterleavingAndWhyItFails) {
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

TEST(Explorer, MakesRacingAccessesSteps) {
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

TEST(Explorer, ProvesWhatHolds) {
  for (const std::string_view strategy : {"auto", "dpor", "exhaustive"}) {
    const Evidence evidence = explored("locked", by(strategy));
    EXPECT_EQ(evidence.coverage, Coverage::exhaustive) << strategy;
    EXPECT_THAT(evidence.anomalies, IsEmpty());
    EXPECT_THAT(evidence.exploration->witnesses, IsEmpty());
  }
}

TEST(Explorer, TellsWhoWaitsForWhatInADeadlock) {
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

TEST(Explorer, TellsALostWakeupFromADeadlock) {
  const Evidence evidence = explored("unheard");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::lost_wakeup);
  EXPECT_THAT(evidence.anomalies.front().detail, HasSubstr("first waits"));
  EXPECT_THAT(evidence.anomalies.front().detail, HasSubstr("second had notified"));
}

TEST(Explorer, TellsAWakeupThatAnotherOneGot) {
  const Evidence evidence = explored("one-condition");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::lost_wakeup);
  EXPECT_THAT(evidence.anomalies.front().detail, HasSubstr("but that woke third, which only waited again"));
}

TEST(Explorer, CallsNoWakeupLost_WhoseWaiterHasLookedSince) {
  const Evidence evidence = explored("never-theirs");
  ASSERT_FALSE(evidence.anomalies.empty());
  for (const AnomalyReport& report : evidence.anomalies) EXPECT_EQ(report.kind, Anomaly::deadlock) << report.detail;
}

TEST(Explorer, ReportsALockThatIsNotOnesOwn) {
  const Evidence evidence = explored("foreign-lock");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::assertion);
  EXPECT_EQ(evidence.anomalies.front().detail, "a mutex was unlocked by a thread that did not hold it");
}

TEST(Explorer, WaitsForActors_WhoeverStartsThreadsBeforeThem) {
  const Evidence evidence = explored("own-thread", by("exhaustive"));
  EXPECT_EQ(evidence.executions, 3U);
  EXPECT_EQ(count_of(evidence, "21"), 3U);
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_THAT(evidence.exploration->witnesses.front().threads, ElementsAre("second", "thread 3"));
}

TEST(Explorer, NamesBlocksThatHaveBeenFreedSince) {
  const Evidence evidence = explored("freed");
  ASSERT_FALSE(evidence.anomalies.empty());
  EXPECT_EQ(evidence.anomalies.front().location, "heap block of 4 bytes");
  EXPECT_EQ(evidence.exploration->witnesses.front().steps.front().object, "heap block of 4 bytes");
}

TEST(Explorer, TakesNoUpdateForAWriteOfStaleData) {
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

TEST(Explorer, SaysWhatWasReadTooEarly) {
  const Evidence evidence = explored("too-early");
  EXPECT_THAT(witness_of(Anomaly::stale_read, evidence).why,
              MatchesRegex("collector's read of result \\(subjects.cpp:[0-9]+\\) comes before worker's write "
                           "\\(subjects.cpp:[0-9]+\\), and nothing orders the two"));
}

TEST(Explorer, SaysWhatWasReadTooEarly_AlsoInOrder) {
  const Evidence evidence = explored("too-early-in-order");
  EXPECT_THAT(witness_of(Anomaly::stale_read, evidence).why,
              MatchesRegex("collector's read of result \\(subjects.cpp:[0-9]+\\) comes before worker's write "
                           "\\(subjects.cpp:[0-9]+\\)"));
}

TEST(Explorer, SaysWhomANotificationWokeInstead) {
  const Evidence evidence = explored("told-one");
  EXPECT_THAT(witness_of(Anomaly::deadlock, evidence).why,
              MatchesRegex("(first|second) waits \\(subjects.cpp:[0-9]+\\) to be notified through ended; closer's "
                           "notification \\(subjects.cpp:[0-9]+\\) woke (first|second); nobody else is left"));
}

TEST(Explorer, SaysWhoCameBetweenANotificationAndWhoWasNotified) {
  const Evidence evidence = explored("overtaken");
  EXPECT_EQ(witness_of(Anomaly::missing, evidence).why,
            "thief's lock of mutex comes between producer's notify of added and waiter's wake: what that one is told "
            "of may be gone");
}

// Who waits for somebody else is not interrupted by whoever comes meanwhile.
TEST(Explorer, TakesNoWaitForAnInterruption) {
  const Evidence evidence = explored("joined");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_EQ(evidence.exploration->witnesses.front().why,
            "no thread is interrupted: it is enough that they run in the order owner, thread 2, owner");
}

TEST(Explorer, SuppressesRacesInTheFreelistOfBoostLockfree) {
  const Evidence evidence = explored("freelist");
  EXPECT_THAT(evidence.anomalies, IsEmpty());
  EXPECT_THAT(evidence.exploration->witnesses, IsEmpty());
  ASSERT_FALSE(evidence.suppressed.empty());
  EXPECT_THAT(evidence.suppressed.front().reason, HasSubstr("Boost.Lockfree"));
}

TEST(Explorer, SaysWhoHeldTheLockThatWasTried) {
  const Evidence evidence = explored("polite");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_EQ(evidence.exploration->witnesses.front().why,
            "second's failed try_lock of mutex comes while first holds it");
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

TEST(Explorer, HasASchedule_ForAFailedCheck) {
  const Evidence evidence = explored("checked", by("exhaustive"));
  ASSERT_FALSE(evidence.anomalies.empty());
  EXPECT_EQ(evidence.anomalies.back().kind, Anomaly::assertion);
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_EQ(evidence.exploration->anomalous, 1U);
}

TEST(Explorer, NamesTheThreadOfAFailedCheck) {
  EXPECT_EQ(explored("checked").anomalies.back().accesses.front().thread, "second");
  EXPECT_EQ(explored("checked-by-observer").anomalies.back().accesses.front().thread, "main");
}

TEST(Explorer, TellsRacesApart_WhosePlacesAreEquallyFarApart) {
  const Evidence evidence = explored("two-races");
  ASSERT_THAT(evidence.anomalies, SizeIs(2));
  EXPECT_EQ(evidence.anomalies[0].location, "left");
  EXPECT_EQ(evidence.anomalies[1].location, "right");
}

TEST(Explorer, ShowsRacesOfOneExecutionTogether) {
  const Evidence evidence = explored("two-races");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  const Witness& witness = evidence.exploration->witnesses.front();
  EXPECT_EQ(witness.kind, Anomaly::data_race);
  EXPECT_THAT(witness.why,
              testing::ContainsRegex("nothing orders first's write .* of left; nothing orders .* of right"));
  EXPECT_THAT(witness.steps, SizeIs(4));
}

TEST(Explorer, NamesTheClockAndNothingThatIsNobodys) {
  const Evidence evidence = explored("timely");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  const Witness& witness = evidence.exploration->witnesses.front();
  EXPECT_THAT(witness.schedule, testing::EndsWith(":=@clock,=@clock-readers"));
  for (const WitnessStep& step : witness.steps) {
    EXPECT_THAT(step.object, testing::AnyOf("value", "the clock", "")) << step.op;
    EXPECT_EQ(step.object.empty(), step.op == "yield" || step.op == "time passes") << step.op;
  }
}

TEST(Explorer, TellsALivelockOfThoseThatGiveWay) {
  const Evidence evidence = explored("giving-way");
  ASSERT_THAT(evidence.anomalies, SizeIs(1));
  EXPECT_EQ(evidence.anomalies.front().kind, Anomaly::livelock);
  EXPECT_THAT(evidence.anomalies.front().detail,
              testing::ContainsRegex("first gives way \\(subjects.cpp:[0-9]+\\) again and again, and nobody changes "
                                     "what it looks at"));
}

TEST(Explorer, SaysThatThereIsNoChoice) {
  const Evidence evidence = explored("alone");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  const Witness& witness = evidence.exploration->witnesses.front();
  EXPECT_EQ(witness.schedule, "t1:g12:");
  EXPECT_EQ(witness.why, "no step of it is visible to others: there is no choice, it always comes to this");
  RunRequest request;
  request.exploration = ReplayRequest{witness.schedule};
  EXPECT_TRUE(explored("alone", request).exploration->followed);
}

Evidence replayed(const std::string& name, const std::string& schedule) {
  RunRequest request;
  request.exploration = ReplayRequest{schedule};
  return explored(name, request);
}

TEST(Explorer, ReplaysWhatItHasShown) {
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

TEST(Explorer, ReplaysEachAnomalyThatTheExecutionShows) {
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

TEST(Explorer, ReplaysOneExecutionOfTheMemoryModelThatItHas) {
  const Evidence evidence = replayed("large", "t1:g12:1");
  EXPECT_EQ(evidence.executions, 1U);
  EXPECT_TRUE(evidence.weaker_orders_left_out);
}

TEST(Explorer, GivesTheScheduleOfTheExecutionThatItShows) {
  const Evidence evidence = replayed("counter", "t1:g12:12");
  EXPECT_FALSE(evidence.exploration->followed);
  ASSERT_THAT(evidence.notes, SizeIs(1));
  EXPECT_THAT(evidence.notes.front(), HasSubstr("the schedule ends after 2 steps, and the program goes on"));
  const std::string& taken = evidence.exploration->witnesses.front().schedule;
  EXPECT_TRUE(replayed("counter", taken).exploration->followed) << taken;
}

TEST(Explorer, TellsTheStepsBeforeOneThatIsTooMany) {
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

TEST(Explorer, NamesTheStepWhereAScheduleCannotBeFollowed) {
  RunRequest request;
  request.exploration = ReplayRequest{"t1:g12:1112"};
  const Evidence evidence = explored("counter", request);
  EXPECT_FALSE(evidence.exploration->followed);
  ASSERT_THAT(evidence.notes, SizeIs(1));
  EXPECT_THAT(evidence.notes.front(), HasSubstr("followed for 2 steps only"));
  EXPECT_THAT(evidence.notes.front(), HasSubstr("first"));
}

TEST(Explorer, RefusesAnotherCompilersSchedule) {
  RunRequest request;
  request.exploration = ReplayRequest{"t1:c14:1212"};
  EXPECT_THROW(explored("counter", request), std::invalid_argument);
}

TEST(Explorer, IsTheSameForTheSameSeed) {
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

TEST(Explorer, TakesTheExecutionsOfAnyStrategyThatSaysSoForASample) {
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

TEST(Explorer, CoversABoundOfPreemptions) {
  const Evidence evidence = explored("two-switches", by("exhaustive", 100'000, 1));
  EXPECT_EQ(evidence.coverage, Coverage::bounded);
  EXPECT_EQ(evidence.exploration->preemptions, 1U);
}

TEST(Explorer, CountsTheExecutionsThatCoverABoundApart) {
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
TEST(Explorer, CountsOnlyWholeBounds) {
  const std::uint64_t with_one = explored("large", by("exhaustive", 100'000, 1)).executions;
  const Evidence stopped = explored("large", by("exhaustive", with_one + 1, 2));
  EXPECT_EQ(stopped.exploration->preemptions, 1U);
  EXPECT_EQ(interleavings(stopped), with_one);
}

TEST(Explorer, SharesExecutionsAmongTheParts) {
  const Evidence evidence = explored("large", by("auto", 1'000));
  EXPECT_EQ(evidence.executions, 1'000U);
  EXPECT_EQ(evidence.exploration->strategy, "dpor, then exhaustive, then pct, then pos, then random");
  EXPECT_EQ(evidence.exploration->sampled, 250U) << "half is dpor's, and half of the rest";
  EXPECT_EQ(explored("large", by("auto", 1)).exploration->strategy, "dpor");
}

TEST(Explorer, FindsWhatNeedsSeveralPreemptions) {
  const Evidence evidence = explored("two-switches");
  ASSERT_THAT(evidence.exploration->witnesses, SizeIs(1));
  EXPECT_TRUE(evidence.exploration->witnesses.front().minimal);
  EXPECT_GE(evidence.exploration->witnesses.front().preemptions, 2U);
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
}  // namespace tenter::explore::test
