// Programs of the standard library's threads and locks, in versions that are right and versions that are subtly
// wrong, under the built command: what each claims of itself is confirmed, and whatever is witnessed is told in words
// of the program, and replays.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "../../../cli/program.h"

namespace tenter::test {
namespace {

using nlohmann::json;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const json& explored(const json& scenario) { return scenario.at("engines").at("explore"); }

// A family is the first word of its scenarios' names.
class Outsiders : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const Outcome outcome = tenter({"run", fmt::format("{}/*", GetParam()), "--plugin", OUTSIDERS, "--engine",
                                    "explore", "--time", "20s", "--json", "-"});
    exit_code_ = outcome.exit_code;
    report_ = json::parse(outcome.out, nullptr, false);
    ASSERT_TRUE(report_.is_object()) << outcome.out << outcome.err;
    ASSERT_THAT(report_.at("scenarios"), Not(IsEmpty()));
  }

  int exit_code_ = -1;
  json report_;
};

void expect_confirmed(const json& scenario) {
  EXPECT_EQ(scenario.at("verdict"), "confirmed") << scenario.at("why");
  EXPECT_THAT(explored(scenario).at("uncontrolled"), IsEmpty());
  if (scenario.at("claim").at("kind") == "holds") {
    const bool order_matters = !explored(scenario).at("order_that_matters").is_null();
    EXPECT_THAT(scenario.at("basis"), AnyOf(order_matters ? "proved_sc" : "proved", "bounded"));
    // Outcomes that are only interesting have witnesses, too.
    for (const json& witness : explored(scenario).at("witnesses"))
      EXPECT_TRUE(witness.at("kind").is_null()) << witness;
  } else {
    EXPECT_EQ(scenario.at("basis"), "witnessed");
  }
}

// Where it was in the source, and on which object.
void expect_told_in_words_of_the_program(const json& witness) {
  EXPECT_THAT(witness.at("why").get<std::string>(), Not(IsEmpty()));
  EXPECT_THAT(witness.at("steps"), Not(IsEmpty()));
  for (const json& step : witness.at("steps")) {
    EXPECT_THAT(step.at("file").get<std::string>(), Not(IsEmpty())) << step;
    EXPECT_GT(step.at("line"), 0) << step;
    EXPECT_THAT(step.at("object").get<std::string>(), Not(StartsWith("0x"))) << step;
  }
}

void expect_replayed(const std::string& scenario, const json& witness) {
  const std::string schedule = witness.at("schedule");
  const Outcome outcome = tenter({"replay", scenario, "--plugin", OUTSIDERS, "--schedule", schedule, "--json", "-"});
  // Not all that the claim allows confirms it.
  EXPECT_THAT(outcome.exit_code, AnyOf(0, 3)) << schedule << '\n' << outcome.err;
  const json report = json::parse(outcome.out, nullptr, false);
  ASSERT_TRUE(report.is_object()) << outcome.err;
  const json& replayed = explored(report.at("scenarios")[0]);
  EXPECT_EQ(replayed.at("followed"), true) << schedule << '\n' << outcome.err;
  EXPECT_EQ(replayed.at("witness").at("steps"), witness.at("steps")) << schedule;
  EXPECT_EQ(replayed.at("witness").at("preemptions"), witness.at("preemptions")) << schedule;
  const json& shown = witness.at("outcome");
  EXPECT_THAT(outcome.err, HasSubstr(shown.is_null() ? witness.at("kind") : shown)) << schedule;
}

// Many witnesses of one execution are one replay.
void expect_all_replayed(const std::string& scenario, const json& witnesses) {
  std::map<std::string, const json*> by_schedule;
  for (const json& witness : witnesses) by_schedule.emplace(witness.at("schedule"), &witness);
  for (const auto& [schedule, witness] : by_schedule) expect_replayed(scenario, *witness);
}

// One test, since the searches are what takes its time.
TEST_P(Outsiders, AreWhatTheyClaim_WithWitnessesThatReplay) {
  EXPECT_EQ(exit_code_, 0);
  for (const json& scenario : report_.at("scenarios")) {
    SCOPED_TRACE(scenario.at("name"));
    expect_confirmed(scenario);
    const json& witnesses = explored(scenario).at("witnesses");
    for (const json& witness : witnesses) expect_told_in_words_of_the_program(witness);
    expect_all_replayed(scenario.at("name"), witnesses);
  }
}

INSTANTIATE_TEST_SUITE_P(Of, Outsiders,
                         testing::Values("queue", "singleton", "cache", "stop", "future", "phases", "pool",
                                         "thread-pool", "timed-mutex", "shared-pointer", "reference-count",
                                         "containers", "thread-local"));
// They take half a minute each.
INSTANTIATE_TEST_SUITE_P(DISABLED_Long, Outsiders, testing::Values("philosophers", "hand-over"));
#ifdef TENTER_BUNDLED  // of the bundled scenarios those that are programs of this kind
INSTANTIATE_TEST_SUITE_P(Bundled, Outsiders, testing::Values("completion"));
INSTANTIATE_TEST_SUITE_P(DISABLED_LongBundled, Outsiders, testing::Values("workers"));
#endif

}  // namespace
}  // namespace tenter::test
