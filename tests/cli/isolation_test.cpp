// Whatever a scenario does to its process becomes its anomaly; the scenario that runs after it is unharmed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "program.h"

namespace tenter::test::isolation_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

struct Case {
  std::string scenario;
  std::string anomaly;
  std::string detail;
  std::vector<std::string> more{};
};

void PrintTo(const Case& value, std::ostream* out) { *out << value.scenario; }

// The few executions that a verdict does not need keep these tests quick; time alone would end those that crash.
const std::vector<std::string> kBudget{"--executions", "200", "--time", "10m"};

std::vector<std::string> arguments_for(const Case& scenario, const std::string& engine) {
  std::vector<std::string> arguments{"--engine", engine};
  arguments.insert(arguments.end(), kBudget.begin(), kBudget.end());
  arguments.insert(arguments.end(), scenario.more.begin(), scenario.more.end());
  return arguments;
}

void expect_anomaly(const json& report, const Case& wanted, const std::string& engine) {
  const json scenario = scenario_in(report, wanted.scenario);
  EXPECT_EQ(scenario.at("verdict"), "refuted");
  const json& evidence = scenario.at("engines").at(engine);
  EXPECT_GE(evidence.at("executions"), 1);
  const auto& anomalies = evidence.at("anomalies");
  const auto found = std::find_if(anomalies.begin(), anomalies.end(),
                                  [&](const json& anomaly) { return anomaly.at("kind") == wanted.anomaly; });
  ASSERT_NE(found, anomalies.end()) << "no " << wanted.anomaly << " in " << anomalies;
  EXPECT_THAT(found->at("detail").get<std::string>(), HasSubstr(wanted.detail));
}

void expect_unharmed(const json& report, const std::string& engine) {
  const json evidence = scenario_in(report, "bad/zz-unharmed").at("engines").at(engine);
  EXPECT_TRUE(evidence.at("anomalies").empty()) << evidence;
  EXPECT_GE(evidence.at("executions"), 200);
}

class Isolation : public testing::TestWithParam<Case> {};

TEST_P(Isolation, UnderStress) {
  const json report = run_beside_bystander(GetParam().scenario, arguments_for(GetParam(), "stress"));
  expect_anomaly(report, GetParam(), "stress");
  expect_unharmed(report, "stress");
}

#if defined(TENTER_WITH_TSAN)
TEST_P(Isolation, UnderTsan) {
  const json report = run_beside_bystander(GetParam().scenario, arguments_for(GetParam(), "tsan"));
  expect_anomaly(report, GetParam(), "tsan");
  expect_unharmed(report, "tsan");
}
#endif

std::string name_of_case(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.scenario.substr(info.param.scenario.find('/') + 1);
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(
    Of, Isolation,
    testing::Values(Case{"bad/crash", "crash", "null pointer"}, Case{"bad/bus-error", "crash", "SIGBUS"},
                    Case{"bad/abort", "abort", "abort()"},
                    Case{"bad/hang", "hang", "no progress for 2s", {"--timeout", "2s"}},
                    Case{"bad/spin", "hang", "no progress for 2s", {"--timeout", "2s"}},
                    Case{"bad/ignores-sigterm", "hang", "no progress for 2s", {"--timeout", "2s"}},
                    Case{"bad/exit", "exit", "exit(0)"}, Case{"bad/quick-exit", "exit", "quick_exit()"},
                    Case{"bad/underscore-exit", "exit", "status"},
                    Case{"bad/flood", "crash", "printed more than 64 MiB", {"--timeout", "10m"}},
                    Case{"bad/fork", "exit", "forked"}, Case{"bad/fork-setsid", "exit", "process"},
                    Case{"bad/fork-exec", "exit", "process"},
                    Case{"bad/memory", "crash", "of memory", {"--memory", "512M", "--timeout", "10m"}},
                    Case{"bad/throw", "uncaught exception", "thrown by an actor"},
                    Case{"bad/throw-in-thread", "uncaught exception", "thrown by a thread"},
                    Case{"bad/throw-in-predicate", "uncaught exception", "thrown by a predicate"},
                    Case{"bad/assert", "assertion", "the moon is full"},
                    Case{"bad/check", "assertion", "checked and found wanting"},
                    Case{"bad/stack-overflow", "stack overflow", "ran out of stack"},
                    Case{"bad/kill-group", "crash", "SIGKILL"},
                    Case{"bad/close-all", "crash", "closed file descriptors"},
                    Case{"bad/scribble", "crash", "wrote into a file descriptor"}),
    name_of_case);

TEST(Isolated, OfADoubleFreeUnderStress) {
#if defined(TENTER_SANITIZED)
  GTEST_SKIP() << "the sanitizer's allocator takes glibc's place";
#endif
  const Case scenario{"bad/double-free", "double free", "double free"};
  expect_anomaly(run_beside_bystander(scenario.scenario, arguments_for(scenario, "stress")), scenario, "stress");
}

bool runs(const std::string& command_line) {
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::string line = contents((entry.path() / "cmdline").string());
    std::replace(line.begin(), line.end(), '\0', ' ');
    if (line == command_line) return true;
  }
  return false;
}

// A scenario that could write there would end up in somebody's log, or be killed by a pipe that nobody reads.
TEST(Isolated, FromWhatTheUserHasOpen) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  const Case scenario{"bad/scribble", "crash", "wrote into a file descriptor"};
  expect_anomaly(run_beside_bystander(scenario.scenario, arguments_for(scenario, "stress")), scenario, "stress");
  ::close(ends[1]);
}

// As a shell leaves them that starts something in the background and then becomes tenter.
TEST(Isolated, LeavesTheChildrenThatItWasStartedWithAlone) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t command = ::fork();
  if (command == 0) {
    const pid_t background = ::fork();
    if (background == 0) ::execl("/bin/sleep", "sleep", "600", nullptr);
    if (::write(ends[1], &background, sizeof background) != sizeof background) ::_exit(127);
    const std::string path = plugin("misbehaving");
    ::execl(TENTER_EXECUTABLE, "tenter", "run", "bad/fork-setsid", "--plugin", path.c_str(), "--engine", "stress",
            "--executions", "10", "--quiet", nullptr);
    ::_exit(127);
  }
  pid_t background = -1;
  EXPECT_EQ(::read(ends[0], &background, sizeof background), static_cast<ssize_t>(sizeof background));
  int status = -1;
  ::waitpid(command, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 1) << "the scenario's own process is a stray";
  EXPECT_EQ(::kill(background, 0), 0);
  ::kill(background, SIGKILL);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(Isolated, LeavesNoProcessBehind) {
  run_beside_bystander("bad/fork-setsid", arguments_for({}, "stress"));
  EXPECT_FALSE(runs("sleep 12345 "));
}

#if defined(TENTER_WITH_TSAN)
TEST(Isolated, FromOptionsThatWouldBlindThreadSanitizer) {
  const Outcome outcome = tenter({"run", "annotated/lock/one-outside", "--plugin", plugin("annotated"), "--engine",
                                  "tsan", "--executions", "2000"},
                                 {{"TSAN_OPTIONS", "report_bugs=0:suppressions=/nowhere"}});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("data race"));
}

TEST(Isolated, NamesLibrariesThatItCannotSeeInto) {
  const Outcome outcome = tenter({"run", "bad/zz-unharmed", "--plugin", plugin("misbehaving"), "--engine", "tsan",
                                  "--executions", "200", "--json", "-"});
  const json evidence = scenario_in(json::parse(outcome.out), "bad/zz-unharmed").at("engines").at("tsan");
  EXPECT_EQ(evidence.at("unseen_libraries"), json::array({"libcli_uninstrumented.so"}));
}
#endif

TEST(Isolated, CountsEachDeathOnOneAnomaly) {
  const json report = run_beside_bystander("bad/abort", arguments_for({}, "stress"));
  const json anomalies = scenario_in(report, "bad/abort").at("engines").at("stress").at("anomalies");
  ASSERT_EQ(anomalies.size(), 1U) << anomalies;
  EXPECT_GT(anomalies[0].at("count"), 1);
}

}  // namespace
}  // namespace tenter::test::isolation_test
