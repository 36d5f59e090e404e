// What explore's reports say, and what a replay makes of their schedules.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "program.h"

namespace tenter::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kPlugin = plugin("explored");

std::vector<std::string> with_plugin(std::vector<std::string> arguments, const std::vector<std::string>& more) {
  arguments.insert(arguments.end(), {"--plugin", kPlugin});
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

Outcome explore(const std::string& scenario, const std::vector<std::string>& more = {}) {
  return tenter(with_plugin({"run", scenario, "--engine", "explore"}, more));
}

json explored(const std::string& scenario, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"--json", "-"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return scenario_in(json::parse(explore(scenario, arguments).out), scenario).at("engines").at("explore");
}

std::string schedule_of(const std::string& scenario) {
  return explored(scenario).at("witness").at("schedule").get<std::string>();
}

Outcome replay(const std::string& scenario, const std::string& schedule, const std::vector<std::string>& more = {}) {
  return tenter(with_plugin({"replay", scenario, "--schedule", schedule}, more));
}

std::size_t occurrences(const std::string& text, const std::string& of) {
  std::size_t count = 0;
  for (std::size_t at = text.find(of); at != std::string::npos; at = text.find(of, at + 1)) ++count;
  return count;
}

TEST(Explore, SaysOnceWhoWaitsForWhat) {
  for (const std::string scenario : {"explored/crossed", "explored/not-crossed"}) {
    const std::string out = explore(scenario).out;
    EXPECT_EQ(occurrences(out, "held"), 2U) << "of each lock, by whom: " << out;
  }
}

TEST(Explore, SharesAFewExecutionsAmongTheParts) {
  const json evidence = explored("explored/large", {"--executions", "4000"});
  EXPECT_EQ(evidence.at("executions"), 4000);
  EXPECT_EQ(evidence.at("strategy"), "dpor, then exhaustive, then pct, then pos, then random");
  EXPECT_EQ(evidence.at("coverage"), "bounded");
  EXPECT_LT(evidence.at("interleavings"), 2000);
}

TEST(Explore, TellsTheStepsOfAnExecutionThatHangsInTheKernel) {
  const json evidence = explored("explored/in-the-kernel", {"--timeout", "300ms"});
  const json& witness = evidence.at("witness");
  EXPECT_EQ(witness.at("kind"), "hang");
  ASSERT_EQ(witness.at("steps").size(), 2U) << witness;
  EXPECT_EQ(witness.at("steps")[1].at("op"), "load");
  EXPECT_EQ(witness.at("steps")[1].at("object"), "value");
  EXPECT_THAT(witness.at("why"), HasSubstr("the worker was lost in second's last step"));
}

// The others have little time then, but what they see counts all the same.
TEST(Brief, RunsAllEnginesAndKeepsTheProof) {
  const Outcome outcome =
      tenter({"run", "well/behaved", "--plugin", plugin("well_behaved"), "--brief", "--json", "-"});
  const json scenario = scenario_in(json::parse(outcome.out), "well/behaved");
  EXPECT_EQ(scenario.at("verdict"), "confirmed");
  EXPECT_EQ(scenario.at("basis"), "proved");
  EXPECT_GE(scenario.at("engines").size(), 2U);
  for (const json& engine : scenario.at("engines")) EXPECT_GE(engine.at("executions"), 1) << engine;
}

TEST(Explore, SaysWhenAWorkerIsLostBeforeAnyStep) {
  const std::string out = explore("explored/killed", {"--executions", "1"}).out;
  EXPECT_THAT(out, HasSubstr("witness (no steps)  crash"));
  EXPECT_THAT(out, HasSubstr("why      the worker was lost before any step that others could notice"));
}

// Four times as much is for ThreadSanitizer, which keeps several bytes of its own for each.
TEST(Explore, HoldsAScenarioToTheMemoryThatItMayUse) {
  const json report = run_beside_bystander(
      "bad/memory", {"--engine", "explore", "--executions", "1", "--memory", "512M", "--timeout", "10m"});
  const json evidence = scenario_in(report, "bad/memory").at("engines").at("explore");
  EXPECT_EQ(evidence.at("anomalies").at(0).at("detail"), "it used more than 512 MiB of memory");
}

TEST(Explore, TellsWhichExceptionLeftAPredicate) {
  const Outcome outcome =
      tenter({"run", "bad/throw-in-predicate", "--engine", "explore", "--plugin", plugin("misbehaving")});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("std::runtime_error: thrown by a predicate"));
}

TEST(Explore, SaysThatThereIsNoChoice) {
  const std::string out = explore("explored/alone").out;
  EXPECT_THAT(out,
              HasSubstr("witness (no steps)  forbidden outcome, outcome {2}\n  why      no step of it is visible"));
}

TEST(Explore, CountsWhatAContainerDoesInside) {
  const std::string brief = explore("explored/map-unlocked").out;
  EXPECT_THAT(brief, HasSubstr("more steps"));
  const std::string all = explore("explored/map-unlocked", {"--verbose"}).out;
  EXPECT_THAT(all, Not(HasSubstr("more step")));
}

TEST(Replay, SaysWhatTheRunHasSaid) {
  for (const std::string scenario : {"explored/crossed", "explored/checked", "explored/alone"}) {
    const json run = explored(scenario);
    const Outcome again = replay(scenario, run.at("witness").at("schedule"), {"--json", "-"});
    const json report = json::parse(again.out);
    json witness = scenario_in(report, scenario).at("engines").at("explore").at("witness");
    witness["minimal"] = run.at("witness").at("minimal");  // one execution does not tell
    EXPECT_EQ(witness, run.at("witness"));
    EXPECT_THAT(again.err, HasSubstr(witness.at("why").get<std::string>().substr(0, 40)));
  }
}

TEST(Replay, WritesAReportLikeARuns) {
  const std::string file = scratch("replay.json");
  const Outcome outcome = replay("explored/crossed", schedule_of("explored/crossed"), {"--json", file});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("explored/crossed"));
  EXPECT_EQ(std::system((std::string(TENTER_VALIDATE_REPORT) + " " + file).c_str()), 0);
  const json report = json::parse(contents(file));
  const json explore = scenario_in(report, "explored/crossed").at("engines").at("explore");
  EXPECT_EQ(explore.at("strategy"), "replay");
  EXPECT_EQ(explore.at("executions"), 1);
  EXPECT_EQ(explore.at("followed"), true);
  EXPECT_EQ(report.at("exit_code"), 0);
}

TEST(Replay, JudgesTheClaim) {
  const std::string crossing = schedule_of("explored/crossed");
  EXPECT_EQ(replay("explored/crossed", crossing).exit_code, 0);
  EXPECT_EQ(replay("explored/not-crossed", crossing).exit_code, 1);
  const std::string one_by_one = crossing.substr(0, crossing.rfind(':') + 1) + "1122";
  EXPECT_EQ(replay("explored/not-crossed", one_by_one).exit_code, 3);
}

TEST(Replay, ShowsAFailedCheck) {
  const Outcome outcome = replay("explored/checked", schedule_of("explored/checked"));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("witness (1 preemption)  assertion: both were kept"));
  EXPECT_THAT(outcome.out, HasSubstr("  assertion  seen once\n      main\n      check  explored.cpp:"));
}

TEST(Replay, OfAScheduleThatIsCutShortSaysSo) {
  const std::string schedule = schedule_of("explored/checked");
  const Outcome outcome = replay("explored/checked", schedule.substr(0, schedule.size() - 1));
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.out, HasSubstr("the schedule ends after 4 steps, and the program goes on: it was cut short"));
}

// Written for anything but what it is replayed with.
TEST(Replay, OfAnotherCompilersPluginIsRefused) {
  for (const auto& [schedule, compiler] :
       {std::pair("t1:g1:12", "g\\+\\+ 1:"), std::pair("t1:c1:12", "clang\\+\\+ 1:")}) {
    const Outcome outcome = replay("explored/crossed", schedule);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, testing::ContainsRegex(std::string("the schedule is one of ") + compiler));
  }
}

TEST(Replay, OfAnotherScenarioSaysWhereItEnds) {
  const Outcome outcome = replay("explored/crossed", schedule_of("explored/checked"));
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.out, HasSubstr("followed for 2 steps only: then it is the turn of second, which cannot go"));
}

// No argument of a program may have 128 KiB, and neither may what a worker is asked for be an argument of its.
TEST(Replay, OfALongScheduleIsFollowed) {
  std::string schedule = schedule_of("explored/checked");
  for (int i = 0; i < 50'000; ++i) schedule += "12";
  const Outcome outcome = replay("explored/checked", schedule);
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("then the program is over"));
}

TEST(Replay, OfAFileThatIsCutShortSaysSo) {
  const std::string file = scratch("whole.schedule");
  replay("explored/crossed", schedule_of("explored/crossed"), {"--save", file});
  const std::string text = contents(file);
  const std::string cut = scratch("cut.schedule");
  std::ofstream(cut) << text.substr(0, text.size() / 2);
  const Outcome outcome = tenter(with_plugin({"replay", cut}, {}));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("is no schedule file, or not all of one"));
}

TEST(Replay, NeedsTheInstrumentedTwin) {
  const std::string twinless = scratch("twinless.so");
  fs::copy_file(kPlugin, twinless);
  const Outcome outcome = tenter({"replay", "explored/crossed", "--schedule", "t1:g12:12", "--plugin", twinless});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("the explore engine needs its instrumented twin, twinless.instrumented.so"));
}

TEST(Replay, SavesAScheduleThatItCanReplay) {
  const std::string file = scratch("crossed.schedule");
  EXPECT_EQ(replay("explored/crossed", schedule_of("explored/crossed"), {"--save", file}).exit_code, 0);
  const Outcome outcome = tenter(with_plugin({"replay", file}, {}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("deadlock"));
}

TEST(Replay, RunsNothingWhenItCouldNotSaveIt) {
  const Outcome outcome = replay("explored/crossed", "t1:g12:12", {"--save", "/nowhere/x"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("--save /nowhere/x: No such file or directory"));
}

}  // namespace
}  // namespace tenter::test
