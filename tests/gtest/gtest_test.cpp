// Scenarios in GoogleTest programs, as one who runs such a program sees them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace tenter::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Outcome {
  int exit_code = 0;
  std::string text;
};

Outcome subjects(const std::string& arguments) {
  std::FILE* const pipe = ::popen((std::string("'" SUBJECTS "' ") + arguments + " 2>&1").c_str(), "r");
  Outcome outcome;
  std::array<char, 4096> buffer;
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    outcome.text.append(buffer.data(), n);
  }
  const int status = ::pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

// The text of one that fails.
std::string failure(const std::string& test) {
  const Outcome outcome = subjects("--gtest_filter=" + test + " --tenter_time=1m --tenter_executions=2000");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr("[  FAILED  ] " + test));
  return outcome.text;
}

TEST(GTest, HasEachScenarioAsATest) {
  const std::string list = subjects("--gtest_list_tests").text;
  EXPECT_THAT(list, AllOf(HasSubstr("queue.\n  locked\n  hasty_pop\n"), HasSubstr("scenarios.\n  counter\n"),
                          HasSubstr("counter.\n  plain\n")));
}

TEST(GTest, RunsScenariosLikeAnyTest) {
  const Outcome outcome = subjects(
      "--gtest_filter='queue.locked:counter.plain:Right.*:Fixture.*:*/Parameter.*:Typed/*' --gtest_shuffle "
      "--tenter_time=1m --tenter_executions=2000");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr("[  PASSED  ] 8 tests."));
}

TEST(GTest, ShowsWhyAnObjectIsNotLinearizable) {
  for (const char* const test : {"Wrong.NotLinearizable", "queue.hasty_pop"}) {
    EXPECT_THAT(failure(test), AllOf(HasSubstr("[push(1)] pop() | pop()"), HasSubstr("minimal witness"),
                                     HasSubstr("replay"), HasSubstr("REFUTED")));
  }
}

TEST(GTest, SaysWhatIsMissing) {
  EXPECT_THAT(failure("Wrong.NoObject"), HasSubstr("counter is no object"));
  EXPECT_THAT(failure("Wrong.ClaimsToBreak"), HasSubstr("counter/plain claims that it breaks"));
  EXPECT_THAT(failure("Wrong.BreaksOtherwise"),
              AllOf(HasSubstr("counter/plain was to show deadlock"), HasSubstr("lost update")));
  EXPECT_THAT(failure("Wrong.DoesNotBreak"), HasSubstr("queue/locked was to show an anomaly"));
  EXPECT_THAT(failure("Wrong.UnknownName"),
              AllOf(HasSubstr("no scenario named queue/* is registered"), HasSubstr("\n  queue/hasty-pop")));
  EXPECT_THAT(failure("Wrong.RunIsRefused"), HasSubstr("dtrace"));
}

TEST(GTest, DrawsProgramsForProperties) {
  ::setenv("RC_PARAMS", "seed=1 max_success=20", 1);
  const Outcome right = subjects(
      "--gtest_filter=Properties.Hold:Properties.OfNo* --tenter_time=1m "
      "--tenter_executions=2000");
  EXPECT_EQ(right.exit_code, 0) << right.text;
  const Outcome wrong = subjects("--gtest_filter=Properties.AreShrunk* --tenter_time=1m --tenter_executions=2000");
  ::unsetenv("RC_PARAMS");
  EXPECT_EQ(wrong.exit_code, 1) << wrong.text;
  EXPECT_THAT(wrong.text,
              AllOf(HasSubstr("add(40) | add(40)\n"), HasSubstr("not linearizable"), HasSubstr("replay")));
}

TEST(GTest, TakesTheOptionsOfRuns) {
  const Outcome outcome = subjects("--gtest_filter=queue.hasty_pop --tenter_seed=11 --tenter_executions=500");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.text, AllOf(HasSubstr("--executions 500"), HasSubstr("--seed 11")));
}

TEST(GTest, RefusesOptionsThatAreNone) {
  for (const char* const option : {"--tenter_tim=3s", "--tenter_time"}) {
    const Outcome outcome = subjects(option);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.text, AllOf(HasSubstr(std::string(option) + " is no option"), Not(HasSubstr("RUN"))));
  }
}

}  // namespace
}  // namespace tenter::test
