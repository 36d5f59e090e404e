// The verdict rule, branch by branch.
#include "oracle/verdict.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "evidence_builder.h"

namespace tenter::oracle::verdict_test {
namespace {

struct Case {
  std::string name;
  Claim claim;
  std::vector<Evidence> evidence;
  VerdictKind kind;
  std::optional<Basis> basis = std::nullopt;
};

Evidence changed(Evidence evidence, void (*change)(Evidence&)) {
  change(evidence);
  return evidence;
}

Evidence searched(Coverage coverage) {
  Evidence evidence = of_executions(6);
  evidence.contention = {};
  evidence.coverage = coverage;
  evidence.exploration = Exploration{.strategy = "exhaustive", .preemptions = 2, .witnesses = {}};
  evidence.memory_model = "sequentially consistent";
  return evidence;
}

Evidence suppressed_race() {
  Evidence evidence = plenty(Engine::tsan);
  evidence.suppressed.push_back({with_anomaly(evidence, Anomaly::data_race).anomalies[0], "known to be false"});
  return evidence;
}

constexpr auto confirmed = VerdictKind::confirmed;
constexpr auto refuted = VerdictKind::refuted;
constexpr auto inconclusive = VerdictKind::inconclusive;

std::vector<Case> holds_cases() {
  const Evidence lost = with_outcome(plenty(), "lost", kLostUpdate, 1);
  const Evidence unheeded = changed(plenty(), [](Evidence& e) { e.contention = {1'000, 0}; });
  const Evidence unmeasured = changed(plenty(), [](Evidence& e) { e.contention = {}; });
  const Evidence interrupted = changed(plenty(), [](Evidence& e) { e.interrupted = true; });
  const Evidence search = searched(Coverage::exhaustive);
  const Evidence blind = changed(search, [](Evidence& e) { e.uncontrolled = {"libc memcpy"}; });
  const Evidence beside = changed(search, [](Evidence& e) { e.unseen_libraries = {"libpool.so"}; });
  const Evidence suspicious = changed(beside, [](Evidence& e) {
    SuppressedReport& suspected = e.suspected.emplace_back();
    suspected.report.kind = Anomaly::data_race;
    suspected.reason = suspicion_of(e.unseen_libraries);
  });
  const Evidence unfinished = changed(search, [](Evidence& e) { e.interrupted = true; });
  const Evidence uncounted = changed(plenty(), [](Evidence& e) { e.outcomes[0].count = 9'999; });
  const Evidence more_counted_than_run = changed(of_executions(20'000), [](Evidence& e) { e.executions = 9'999; });
  return {
      {"plenty is sampled", holds(), {plenty()}, confirmed, Basis::sampled},
      {"the fewest that do", holds(), {of_executions(10'000)}, confirmed, Basis::sampled},
      {"one too few", holds(), {of_executions(9'999)}, inconclusive},
      {"started but not completed", holds(), {uncounted}, inconclusive},
      {"completed but not started", holds(), {more_counted_than_run}, inconclusive},
      {"interesting outcomes are allowed",
       holds(),
       {with_outcome(plenty(), "weak", kWeak)},
       confirmed,
       Basis::sampled},
      {"one forbidden outcome refutes", holds(), {lost}, refuted},
      {"an unlisted outcome refutes", holds(), {with_outcome(plenty(), "?", kUnlisted, 1)}, refuted},
      {"an anomaly refutes", holds(), {with_anomaly(plenty(), Anomaly::assertion)}, refuted},
      {"an anomaly of any engine refutes",
       holds(),
       {plenty(), with_anomaly(plenty(Engine::tsan), Anomaly::data_race)},
       refuted},
      {"an anomaly refutes without executions", holds(), {with_anomaly(of_executions(0), Anomaly::crash)}, refuted},
      {"an anomaly refutes a finished search", holds(), {search, lost}, refuted},
      {"suppressed reports do not count", holds(), {suppressed_race()}, confirmed, Basis::sampled},
      {"no overlap is no test", holds(), {unheeded}, inconclusive},
      {"overlap not measured is no test", holds(), {unmeasured}, inconclusive},
      {"the best engine counts", holds(), {unheeded, plenty(Engine::tsan)}, confirmed, Basis::sampled},
      {"engines do not add up", holds(), {of_executions(6'000), of_executions(6'000)}, inconclusive},
      {"one engine's executions and another's overlap do not add up",
       holds(),
       {unheeded, of_executions(9'999)},
       inconclusive},
      {"tsan that does not model the fences",
       holds(),
       {changed(plenty(), [](Evidence& e) { e.races_modelled = false; })},
       inconclusive},
      {"interrupted with enough", holds(), {interrupted}, confirmed, Basis::sampled},
      {"nothing executed", holds(), {of_executions(0)}, inconclusive},
      {"no evidence", holds(), {}, inconclusive},
      {"a finished search proves", holds(), {search}, confirmed, Basis::proved},
      {"proved beats sampled", holds(), {plenty(), search}, confirmed, Basis::proved},
      {"uncontrolled operations forbid a proof", holds(), {blind}, inconclusive},
      {"beside a library nobody sees into, it is of what was visible", holds(), {beside}, confirmed, Basis::visible},
      {"a proof beats that", holds(), {beside, search}, confirmed, Basis::proved},
      {"that beats a sample", holds(), {plenty(), beside}, confirmed, Basis::visible},
      {"a suspicion is no accusation, and no proof", holds(), {suspicious}, inconclusive},
      {"nor where another engine suspects nothing", holds(), {suspicious, plenty()}, inconclusive},
      {"a suspicion confirms nothing", breaks(Anomaly::data_race), {suspicious}, inconclusive},
      {"what is not visible excludes nothing", breaks(Anomaly::lost_update), {beside}, inconclusive},
      {"an unfinished search proves nothing", holds(), {unfinished}, inconclusive},
      {"an empty search proves nothing",
       holds(),
       {changed(search, [](Evidence& e) { e = of_executions(0); })},
       inconclusive},
      {"a bounded search", holds(), {searched(Coverage::bounded)}, confirmed, Basis::bounded},
      {"bounded beats sampled", holds(), {searched(Coverage::bounded), plenty()}, confirmed, Basis::bounded},
      {"a bounded search with too small a bound",
       holds(),
       {changed(searched(Coverage::bounded), [](Evidence& e) { e.exploration->preemptions = 1; })},
       inconclusive},
      {"a bounded search that does not tell its bound",
       holds(),
       {changed(searched(Coverage::bounded), [](Evidence& e) { e.exploration.reset(); })},
       inconclusive},
      {"an explored sample is asked for no contention",
       holds(),
       {changed(unmeasured, [](Evidence& e) { e.engine = Engine::explore; })},
       confirmed,
       Basis::sampled},
      {"a search that was stopped is no sample",
       holds(),
       {changed(unmeasured,
                [](Evidence& e) {
                  e.engine = Engine::explore;
                  e.exploration = Exploration{.strategy = "dpor", .witnesses = {}};
                })},
       inconclusive},
      {"what was drawn at random besides is one",
       holds(),
       {changed(unmeasured,
                [](Evidence& e) {
                  e.engine = Engine::explore;
                  e.exploration = Exploration{.strategy = "dpor, then random", .witnesses = {}, .sampled = 10'000};
                })},
       confirmed,
       Basis::sampled},
      {"an explored sample that is too small",
       holds(),
       {changed(of_executions(9'999), [](Evidence& e) { e.engine = Engine::explore; })},
       inconclusive},
      {"a finished search with uncontrolled operations is still a sample",
       holds(),
       {changed(unmeasured,
                [](Evidence& e) {
                  e.engine = Engine::explore;
                  e.coverage = Coverage::exhaustive;
                  e.uncontrolled = {"libc memcpy"};
                })},
       confirmed,
       Basis::sampled},
      {"a proof without the weaker orders is one for sequential consistency",
       holds(),
       {changed(search, [](Evidence& e) { e.order_that_matters = "a relaxed store"; })},
       confirmed,
       Basis::proved_sc},
      {"weaker orders of which none matters leave a proof one",
       holds(),
       {changed(search, [](Evidence& e) { e.weaker_orders_used = true; })},
       confirmed,
       Basis::proved},
      {"which beats a bound",
       holds(),
       {searched(Coverage::bounded), changed(search, [](Evidence& e) { e.order_that_matters = "a relaxed store"; })},
       confirmed,
       Basis::proved_sc},
      {"an unfinished bounded search",
       holds(),
       {changed(searched(Coverage::bounded), [](Evidence& e) { e.interrupted = true; })},
       inconclusive},
  };
}

std::vector<Case> breaks_cases() {
  const Claim lost_update = breaks(Anomaly::lost_update);
  const Claim race = breaks(Anomaly::data_race);
  const Evidence lost = with_outcome(plenty(), "lost", kLostUpdate, 1);
  const Evidence hang = with_anomaly(of_executions(12), Anomaly::hang);
  const Evidence search = searched(Coverage::exhaustive);
  const Evidence weaker = changed(search, [](Evidence& e) { e.order_that_matters = "a relaxed store"; });
  const auto witnessed = Basis::witnessed;
  return {
      {"witnessed once", lost_update, {lost}, confirmed, witnessed},
      {"witnessed in few executions",
       lost_update,
       {with_outcome(of_executions(11), "lost", kLostUpdate)},
       confirmed,
       witnessed},
      {"witnessed by one engine of two", lost_update, {plenty(Engine::tsan), lost}, confirmed, witnessed},
      {"witnessed, though interrupted",
       lost_update,
       {changed(lost, [](Evidence& e) { e.interrupted = true; })},
       confirmed,
       witnessed},
      {"never seen", lost_update, {plenty()}, inconclusive},
      {"nothing executed", lost_update, {of_executions(0)}, inconclusive},
      {"no evidence", lost_update, {}, inconclusive},
      {"something unlisted refutes", lost_update, {with_outcome(plenty(), "?", kUnlisted)}, refuted},
      {"something unlisted refutes beside the witness", lost_update, {with_anomaly(lost, Anomaly::crash)}, refuted},
      {"a race that is not claimed refutes", lost_update, {with_anomaly(lost, Anomaly::data_race)}, refuted},
      {"something listed beside it is allowed",
       breaks(Anomaly::lost_update, {Anomaly::assertion}),
       {with_anomaly(lost, Anomaly::assertion)},
       confirmed,
       witnessed},
      {"what is listed beside it confirms nothing",
       breaks(Anomaly::lost_update, {Anomaly::assertion}),
       {with_anomaly(plenty(), Anomaly::assertion)},
       inconclusive},
      {"a suppressed race confirms nothing", race, {suppressed_race()}, inconclusive},
      {"a claimed race", race, {with_anomaly(plenty(Engine::tsan), Anomaly::data_race)}, confirmed, witnessed},
      {"the consequences of a claimed race do not refute",
       race,
       {with_anomaly(lost, Anomaly::crash), with_anomaly(plenty(Engine::tsan), Anomaly::data_race)},
       confirmed,
       witnessed},
      {"the consequences of a race do not confirm it", race, {with_anomaly(lost, Anomaly::crash)}, inconclusive},
      {"the consequences of a race listed beside it",
       breaks(Anomaly::lost_update, {Anomaly::data_race}),
       {with_anomaly(lost, Anomaly::use_after_free)},
       confirmed,
       witnessed},
      {"a hang witnesses a deadlock", breaks(Anomaly::deadlock), {hang}, confirmed, witnessed},
      {"a hang witnesses a lost wakeup", breaks(Anomaly::lost_wakeup), {hang}, confirmed, witnessed},
      {"a hang witnesses a livelock", breaks(Anomaly::livelock), {hang}, confirmed, witnessed},
      {"a hang is no crash", breaks(Anomaly::crash), {hang}, refuted},
      {"a hang is allowed beside a deadlock",
       breaks(Anomaly::lost_update, {Anomaly::deadlock}),
       {with_anomaly(lost, Anomaly::hang)},
       confirmed,
       witnessed},
      {"a crash is no deadlock", breaks(Anomaly::deadlock), {with_anomaly(plenty(), Anomaly::crash)}, refuted},
      {"a finished search without it refutes", lost_update, {search}, refuted},
      {"a search under stronger memory does not", lost_update, {weaker}, inconclusive},
      {"a bounded search does not", lost_update, {searched(Coverage::bounded)}, inconclusive},
      {"a search that found a race does not: more may happen than it can show",
       breaks(Anomaly::stale_read, {Anomaly::data_race}),
       {with_anomaly(search, Anomaly::data_race)},
       inconclusive},
      {"a search that missed things does not",
       lost_update,
       {changed(search, [](Evidence& e) { e.uncontrolled = {"libc memcpy"}; })},
       inconclusive},
      {"a witness beats a search", lost_update, {search, lost}, confirmed, witnessed},
  };
}

std::vector<Case> shows_cases() {
  const Evidence weak = with_outcome(plenty(), "weak", kWeak, 1);
  const Evidence search = searched(Coverage::exhaustive);
  const Evidence weaker = changed(search, [](Evidence& e) { e.order_that_matters = "a relaxed store"; });
  const Evidence absent = changed(plenty(), [](Evidence& e) { e.outcomes.push_back({"weak", 0, kWeak}); });
  return {
      {"shown once", shows("weak"), {weak}, confirmed, Basis::witnessed},
      {"an acceptable outcome can be shown", shows("ok"), {plenty()}, confirmed, Basis::witnessed},
      {"shown to one engine of two", shows("weak"), {plenty(Engine::tsan), weak}, confirmed, Basis::witnessed},
      {"never shown", shows("weak"), {plenty()}, inconclusive},
      {"a row without a count shows nothing", shows("weak"), {absent}, inconclusive},
      {"no evidence", shows("weak"), {}, inconclusive},
      {"an anomaly refutes beside it", shows("weak"), {with_anomaly(weak, Anomaly::data_race)}, refuted},
      {"a forbidden outcome refutes beside it", shows("weak"), {with_outcome(weak, "lost", kLostUpdate)}, refuted},
      {"a search that allows it refutes", shows("weak"), {search}, refuted},
      {"a sequentially consistent one does not", shows("weak"), {weaker}, inconclusive},
  };
}

void expect_verdicts(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Verdict verdict = judged(c.claim, c.evidence);
    EXPECT_EQ(name_of(verdict.kind), name_of(c.kind)) << verdict.why;
    EXPECT_EQ(verdict.basis, c.basis) << verdict.why;
    EXPECT_FALSE(verdict.why.empty());
  }
}

TEST(Verdict, OfHolds) { expect_verdicts(holds_cases()); }
TEST(Verdict, OfBreaks) { expect_verdicts(breaks_cases()); }
TEST(Verdict, OfShows) { expect_verdicts(shows_cases()); }

TEST(Verdict, OnlyWhatNeverEndsStandsForOtherWords) {
  for (std::size_t found = 0; found < kAnomalyNames.size(); ++found) {
    for (std::size_t claimed = 0; claimed < kAnomalyNames.size(); ++claimed) {
      const auto f = static_cast<Anomaly>(found);
      const auto c = static_cast<Anomaly>(claimed);
      const auto stands_still = [](Anomaly a) {
        return a == Anomaly::deadlock || a == Anomaly::lost_wakeup || a == Anomaly::livelock;
      };
      const bool known_cause = f == Anomaly::lost_wakeup && c == Anomaly::deadlock;
      const bool stuck = c == Anomaly::stuck && (stands_still(f) || f == Anomaly::hang);
      EXPECT_EQ(witnesses(f, c), f == c || (f == Anomaly::hang && stands_still(c)) || known_cause || stuck)
          << name_of(f) << " for " << name_of(c);
    }
  }
}

TEST(Verdict, KnowsAllThatAnAnomalyConfirms) {
  EXPECT_TRUE(witnessed_by({}).empty());
  EXPECT_EQ(grade(scenario_claiming(holds()), with_anomaly(plenty(), Anomaly::lost_wakeup)).witnessed,
            (std::vector{Anomaly::deadlock, Anomaly::lost_wakeup, Anomaly::stuck}));
  const Evidence lost = with_outcome(plenty(), "lost", kLostUpdate, 1);
  EXPECT_EQ(grade(scenario_claiming(holds()), lost).witnessed, std::vector{Anomaly::lost_update});
}

Verdict of_replay(const Claim& claim, const Evidence& evidence) {
  const ScenarioInfo scenario = scenario_claiming(claim);
  return judge_replay(scenario, grade(scenario, evidence));
}

TEST(Verdict, OfAReplayIsThatOfOneExecution) {
  Evidence replay = of_executions(1);
  replay.engine = Engine::explore;
  replay.exploration = Exploration{.strategy = "replay", .witnesses = {}};
  EXPECT_EQ(of_replay(holds(), replay).kind, inconclusive);
  EXPECT_EQ(of_replay(holds(), replay).why, "it is one execution, and speaks neither for it nor against it");
  EXPECT_EQ(of_replay(shows("ok"), replay).kind, confirmed);
  const Evidence deadlocked = with_anomaly(replay, Anomaly::deadlock);
  EXPECT_EQ(of_replay(breaks(Anomaly::deadlock), deadlocked).kind, confirmed);
  EXPECT_EQ(of_replay(holds(), deadlocked).kind, refuted);
}

TEST(Verdict, OfAReplayThatWentAnotherWayIsNone) {
  Evidence replay = with_anomaly(of_executions(1), Anomaly::deadlock);
  EXPECT_EQ(of_replay(holds(), replay).why, "nothing was executed");
  replay.exploration = Exploration{.strategy = "replay", .followed = false, .witnesses = {}};
  EXPECT_EQ(of_replay(holds(), replay).kind, inconclusive);
  EXPECT_EQ(of_replay(holds(), replay).why, "the schedule could not be followed: this is another execution");
  replay.interrupted = true;
  EXPECT_EQ(of_replay(holds(), replay).why, "it was interrupted");
}

TEST(Verdict, EveryAnomalyRefutesWhatHoldsOrShows) {
  for (std::size_t i = 0; i < kAnomalyNames.size(); ++i) {
    const auto anomaly = static_cast<Anomaly>(i);
    EXPECT_FALSE(allowed_by(holds(), anomaly)) << name_of(anomaly);
    EXPECT_FALSE(allowed_by(shows("weak"), anomaly)) << name_of(anomaly);
    EXPECT_TRUE(allowed_by(breaks(Anomaly::data_race), anomaly)) << name_of(anomaly);
    EXPECT_EQ(allowed_by(breaks(Anomaly::lost_update), anomaly), anomaly == Anomaly::lost_update) << name_of(anomaly);
  }
}

}  // namespace
}  // namespace tenter::oracle::verdict_test
