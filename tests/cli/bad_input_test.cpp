// Wrong use: one clear line, and exit code 2 (3 when nothing matches).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "program.h"

namespace tenter::test::bad_input_test {
namespace {

using testing::HasSubstr;

struct Case {
  std::vector<std::string> arguments;
  std::string says;
  int exit_code = 2;
};

void PrintTo(const Case& value, std::ostream* out) {
  for (const std::string& argument : value.arguments) *out << argument << ' ';
}

class BadInput : public testing::TestWithParam<Case> {};

TEST_P(BadInput, IsOneClearLine) {
  const Outcome outcome = tenter(GetParam().arguments);
  EXPECT_EQ(outcome.exit_code, GetParam().exit_code) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().says));
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
}

const std::string kGood = plugin("well_behaved");

INSTANTIATE_TEST_SUITE_P(
    Of, BadInput,
    testing::Values(
        Case{{"rnu"}, "did you mean run?"}, Case{{"run", "--tme", "1s"}, "did you mean --time?"},
        Case{{"run", "--time", "5"}, "--time 5: wanted a duration"}, Case{{"run", "--time=-1s"}, "wanted a duration"},
        Case{{"run", "--time", "1x"}, "wanted a duration"}, Case{{"run", "--time", "0s"}, "wanted a duration"},
        Case{{"run", "--time", ""}, "--time"}, Case{{"run", "--time"}, "--time"},
        Case{{"run", "--time", "1s", "--time", "2s"}, "--time is given twice"},
        Case{{"run", "--executions", "0"}, "--executions 0: wanted a number"},
        Case{{"run", "--executions", "-5"}, "--executions"},
        Case{{"run", "--executions", "many"}, "--executions many"}, Case{{"run", "--seed", "x"}, "--seed x"},
        Case{{"run", "-j", "0"}, "--jobs 0"},
        Case{{"run", "--engine", "explode"}, "--engine explode: wanted stress, tsan"},
        Case{{"run", "--engine", ""}, "--engine"}, Case{{"run", "--affinity", "left"}, "--affinity left"},
        Case{{"run", "--memory", "lots"}, "--memory lots"}, Case{{"run", "--color", "mauve"}, "--color mauve"},
        Case{{"run", "-q", "-v"}, "contradict"}, Case{{"run", "--json", "/nowhere/x.json"}, "/nowhere/x.json"},
        Case{{"run", "--json", "/"}, "--json /"}, Case{{"run", "--baseline", "/nowhere"}, "/nowhere"},
        Case{{"doctor", "everything"}, "takes no patterns"}, Case{{"help", "me"}, "there is no command me"},
        Case{{"replay"}, "takes one scenario, or one schedule file"},
        Case{{"replay", "well/behaved"}, "there is no such schedule file; of a scenario, say which --schedule"},
        Case{{"replay", "well/behaved", "--schedule", "12"}, "does not begin with t1:"},
        Case{{"replay", "well/behaved", "--schedule", "t1:g12:1", "--save", "-"},
             "--save -: wanted the name of a file"},
        Case{{"replay", "well/*", "--schedule", "t1:g12:1", "--plugin", kGood}, "a schedule is one scenario's"},
        Case{{"replay", kGood, "--schedule", "t1:g12:1"}, "has a schedule of its own"},
        Case{{"replay", kGood}, "is no schedule file, or not all of one: it is no JSON from byte 1 on"},
        Case{
            {"replay", "well/behavde", "--schedule", "t1:g12:1", "--plugin", kGood}, "did you mean well/behaved?", 3},
        Case{{"run", "well/behavde", "--plugin", kGood}, "did you mean well/behaved?", 3},
        Case{{"run", "nothing-like-it*", "--plugin", kGood}, "no scenario matches nothing-like-it*", 3}));

TEST(BadUse, OfTheEnvironmentNamesTheVariable) {
  const Outcome outcome = tenter({"run"}, {{"TENTER_TIME", "5"}});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("TENTER_TIME=5: wanted a duration"));
}

TEST(BadUse, InABaselineTellsEachLine) {
  const std::string file = scratch("bad-baseline");
  std::ofstream(file) << "well/behaved\nwell/behaved:\nwell/behaved [data rase]: known\n";
  const Outcome outcome = tenter({"run", "--plugin", kGood, "--baseline", file});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr(":1: wanted SCENARIO [ANOMALY]: REASON"));
  EXPECT_THAT(outcome.err, HasSubstr(":2: the reason is missing"));
  EXPECT_THAT(outcome.err, HasSubstr(":3: there is no anomaly [data rase]; is it [data race]?"));
}

TEST(BadUse, InABaselineOfAnUnknownScenario) {
  const std::string file = scratch("unknown-baseline");
  std::ofstream(file) << "well/behavde: known\n";
  const Outcome outcome = tenter({"run", "--plugin", kGood, "--baseline", file});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("is it well/behaved?"));
}

TEST(BadUse, WithoutACommandShowsHelp) {
  const Outcome outcome = tenter({});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("tenter run"));
}

}  // namespace
}  // namespace tenter::test::bad_input_test
