// What the command prints, writes and returns when all is well, and how it is interrupted.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "program.h"

namespace tenter::test::output_test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kGood = plugin("well_behaved");

std::vector<std::string> quick(const std::string& pattern, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"run", pattern, "--plugin", kGood, "--engine", "stress", "--executions", "300"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(List, GivesNamesAndSummaries) {
  const Outcome outcome = tenter({"list", "well/*", "--plugin", kGood});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("well/behaved"));
  EXPECT_THAT(outcome.out, HasSubstr("two atomic increments"));
}

TEST(List, GivesJson) {
  const Outcome outcome = tenter({"list", "well/*", "--json", "--plugin", kGood});
  const json scenarios = json::parse(outcome.out).at("scenarios");
  ASSERT_EQ(scenarios.size(), 3U);
  EXPECT_EQ(scenarios[0].at("name"), "well/behaved");
  EXPECT_EQ(scenarios[0].at("plugin"), "cli_well_behaved");
  EXPECT_EQ(scenarios[1].at("claim").at("anomaly"), "data race");
}

TEST(List, TakesSeveralJobs) {
  const auto one = tenter({"list", "-j", "1", "--plugin", kGood, "--plugin", plugin("misbehaving")});
  const auto many = tenter({"list", "-j", "8", "--plugin", kGood, "--plugin", plugin("misbehaving")});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_EQ(one.out, many.out);
}

TEST(ExitCode, IsOneWhenAClaimIsRefuted) { EXPECT_EQ(tenter(quick("well/refuted")).exit_code, 1); }

TEST(ExitCode, IsThreeWhenAClaimIsNeitherConfirmedNorRefuted) {
  EXPECT_EQ(tenter(quick("well/wrong-claim")).exit_code, 3);
}

TEST(ExitCode, IsThreeWhenStrictWantsAProof) { EXPECT_EQ(tenter(quick("well/behaved", {"--strict"})).exit_code, 3); }

TEST(ExitCode, OfAKnownFailureIsZero) {
  const std::string file = scratch("baseline");
  std::ofstream(file) << "# known\nwell/refuted [duplicate]: it is meant to fail\n";
  const Outcome outcome = tenter(quick("well/refuted", {"--baseline", file}));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("it is meant to fail"));
}

TEST(ExitCode, OfAnotherFailureThanTheKnownIsOne) {
  const std::string file = scratch("other-baseline");
  std::ofstream(file) << "well/refuted [crash]: it used to crash\n";
  EXPECT_EQ(tenter(quick("well/refuted", {"--baseline", file})).exit_code, 1);
}

TEST(Json, IsWrittenBesideTheConsoleReport) {
  const std::string file = scratch("results.json");
  const Outcome outcome = tenter(quick("well/refuted", {"--json", file, "--seed", "7"}));
  EXPECT_THAT(outcome.out, HasSubstr("well/refuted"));
  const json report = json::parse(contents(file));
  EXPECT_EQ(report.at("environment").at("seed"), 7);
  EXPECT_EQ(scenario_in(report, "well/refuted").at("verdict"), "refuted");
}

TEST(Json, ReplacesNothingWhenNothingRuns) {
  const std::string file = scratch("kept.json");
  std::ofstream(file) << "precious";
  EXPECT_EQ(tenter({"run", "well/behavde", "--plugin", kGood, "--json", file}).exit_code, 3);
  EXPECT_EQ(contents(file), "precious");
  EXPECT_EQ(tenter({"run", "well/behavde", "--plugin", kGood, "--json", file + "2"}).exit_code, 3);
  EXPECT_FALSE(fs::exists(file + "2"));
}

TEST(Environment, GivesOptionsThatTheCommandLineDoesNot) {
  const Outcome outcome = tenter({"run", "well/*", "--executions", "100", "--json", "-"},
                                 {{"TENTER_PLUGIN", kGood + ":" + plugin("misbehaving")},
                                  {"TENTER_ENGINE", "stress"},
                                  {"TENTER_EXECUTIONS", "nonsense, but overruled"},
                                  {"TENTER_SEED", "11"},
                                  {"TENTER_QUIET", "1"}});
  const json report = json::parse(outcome.out);
  EXPECT_EQ(report.at("environment").at("seed"), 11);
  EXPECT_EQ(report.at("scenarios")[0].at("engines").size(), 1U);
}

TEST(Output, QuietTellsOnlyWhatIsNotAsClaimed) {
  const Outcome outcome = tenter(quick("well/refuted", {"--quiet"}));
  EXPECT_THAT(outcome.out, testing::StartsWith("refuted well/refuted: "));
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 1);
}

TEST(Output, HasColorsWhenAskedOnly) {
  EXPECT_THAT(tenter(quick("well/refuted")).out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(tenter(quick("well/refuted", {"--color", "always"})).out, HasSubstr("\x1b"));
}

TEST(Output, ThatCannotBeWrittenIsAnError) {
  Program program(quick("well/behaved"), {}, {STDOUT_FILENO});
  const Outcome outcome = program.wait();
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("cannot write all of the standard output"));
}

TEST(Help, FitsAScreen) {
  for (const std::string command : {"", "run", "list", "replay", "check-history", "doctor"}) {
    const Outcome outcome = command.empty() ? tenter({"--help"}) : tenter({command, "--help"});
    EXPECT_EQ(outcome.exit_code, 0);
    std::istringstream lines(outcome.out);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(line.size(), 80U) << line;
    EXPECT_LE(count, 24);
  }
}

TEST(Help, IsTheSameBothWays) { EXPECT_EQ(tenter({"help", "run"}).out, tenter({"run", "-h"}).out); }

TEST(Version, IsTold) { EXPECT_THAT(tenter({"--version"}).out, testing::StartsWith("tenter ")); }

// Whether a worker of `program` runs a scenario: it has the actors' threads, which it has not while it waits to be
// told.
bool runs_a_scenario(const Program& program) {
  const std::string process = fmt::format("/proc/{0}/task/{0}/children", program.pid());
  std::istringstream children(contents(process));
  for (std::string child; children >> child;) {
    // Between fork and exec it has its parent's command line, which says `run` as well.
    const std::string line = contents("/proc/" + child + "/cmdline");
    if (line.find(std::string("tenter-stress\0run\0", 18)) == std::string::npos) continue;
    std::error_code ignored;
    const std::filesystem::directory_iterator threads("/proc/" + child + "/task", ignored);
    if (std::distance(begin(threads), end(threads)) > 1) return true;
  }
  return false;
}

void await_scenario(const Program& program) {
  while (!runs_a_scenario(program)) ::sched_yield();
}

TEST(Interrupt, EndsTheRunWithWhatWasGathered) {
  Program program({"run", "well/behaved", "--plugin", kGood, "--engine", "stress", "--time", "1h", "--json", "-"});
  await_scenario(program);
  ::kill(program.pid(), SIGINT);
  const Outcome outcome = program.wait();
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
  const json report = json::parse(outcome.out);
  EXPECT_EQ(report.at("interrupted"), true);
  EXPECT_EQ(report.at("scenarios").size(), 1U);
}

TEST(Interrupt, EndsAScenarioThatDoesNotListen) {
  Program program({"run", "bad/ignores-sigterm", "bad/hang", "--plugin", plugin("misbehaving"), "--engine", "stress",
                   "--timeout", "1h"});
  await_scenario(program);
  ::kill(program.pid(), SIGTERM);
  const Outcome outcome = program.wait();
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
}

// What is never seen stays undecided.
TEST(MaxTime, GoesOnWhileAClaimIsUndecided) {
  const std::vector<std::string> run{
      "run",   "well/wrong-claim", "--plugin", kGood,    "--engine", "stress", "--color",
      "never", "--json",           "-",        "--time", "5ms"};
  std::vector<std::string> longer = run;
  longer.insert(longer.end(), {"--max-time", "40ms"});
  const auto seconds = [](const Outcome& outcome) {
    EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
    return scenario_in(json::parse(outcome.out), "well/wrong-claim")
        .at("engines")
        .at("stress")
        .at("seconds")
        .get<double>();
  };
  EXPECT_GE(seconds(tenter(run)), 0.005);
  EXPECT_GE(seconds(tenter(longer)), 0.04);
}

TEST(EndedEarly, ReportsWhatRanBefore) {
  const std::string removed = scratch("vanishing.so");
  fs::copy_file(plugin("vanishing"), removed);
  const Outcome outcome =
      tenter({"run", "vanishing/*", "--plugin", removed, "--engine", "stress", "--executions", "200", "--json", "-"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("tenter: plugin " + removed));
  EXPECT_THAT(outcome.err, HasSubstr("1 of 1 claims; ended early"));
  const json report = json::parse(outcome.out);
  EXPECT_EQ(report.at("exit_code"), 2);
  EXPECT_EQ(report.at("errors").size(), 1U) << report.at("errors");
  ASSERT_EQ(report.at("scenarios").size(), 1U);
  EXPECT_EQ(report.at("scenarios")[0].at("name"), "vanishing/a-removes-its-plugin");
  EXPECT_EQ(report.at("scenarios")[0].at("engines").at("stress").at("executions"), 200);
}

TEST(Doctor, TellsOfEachEngineByAScenarioOfItsOwn) {
  const Outcome outcome = tenter({"doctor"});
  EXPECT_THAT(outcome.out, HasSubstr("stress engine"));
  EXPECT_THAT(outcome.out, HasSubstr("overlapped in"));
#if !defined(TENTER_SANITIZED)  // there the other engines are left out
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
  EXPECT_THAT(outcome.out, Not(HasSubstr("!!")));
  EXPECT_THAT(outcome.out, HasSubstr("every step decided"));
#endif
  EXPECT_THAT(tenter({"list"}).out, Not(HasSubstr("probe/"))) << "nobody's business but doctor's";
}

TEST(Doctor, FailsWhereSomethingIsInTheWayOfARun) {
  const Outcome outcome = tenter({"doctor", "--plugin", plugin("other_abi")});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.out, HasSubstr("!!  plugin"));
}

}  // namespace
}  // namespace tenter::test::output_test
