// Object scenarios, under the built command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "../cli/program.h"
#include "subject_program.h"

namespace tenter::test::objects_test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

// Small programs are searched to the end where there is time.
json scenarios_like(const std::string& names) {
  const Outcome outcome = tenter({"run", "subjects/" + names, "--plugin", SUBJECTS, "--engine", "explore",
                                  "--executions", "20000", "--seed", "1", "--json", "-"});
  return json::parse(outcome.out).at("scenarios");
}

json subject(const std::string& name) { return scenarios_like(name).at(0); }
json explored(const std::string& name) { return subject(name).at("engines").at("explore"); }

const std::set<std::string> kOfWeakerOrders = {"subjects/one-to-one", "subjects/flag"};

TEST(Objects, AreAsTheyClaim) {
  for (const json& scenario : scenarios_like("*")) {
    EXPECT_EQ(scenario.at("verdict"), "confirmed") << scenario.at("name") << ": " << scenario.at("why");
    if (scenario.at("claim").at("kind") != "holds") continue;
    const bool weaker = kOfWeakerOrders.contains(scenario.at("name").get<std::string>());
    EXPECT_EQ(scenario.at("basis"), weaker ? "proved_sc" : "proved") << scenario.at("name");
    EXPECT_THAT(scenario.at("why").get<std::string>(), HasSubstr("every program")) << scenario.at("name");
  }
}

TEST(Objects, AreProvedForWhatIsSaid) {
  const std::string why = subject("throws").at("why");
  EXPECT_THAT(why, AllOf(HasSubstr(" 2 x 1"), HasSubstr(", 2 x 2")));
}

TEST(Objects, OfANewUserAreShrunkToTheBone) {
  const json queue = explored("new-queue");
  EXPECT_EQ(program_of(queue), "[push(1)] pop() | pop()");
  const json& witness = queue.at("witnesses").at(0);
  EXPECT_EQ(witness.at("preemptions"), 1);
  EXPECT_THAT(
      witness.at("why").get<std::string>(),
      StartsWith("after push(1), pop() -> 1 in this order, the longest that the specification allows, pop() -> "
                 "-1 cannot come; "));
  const std::string late = program_of(explored("late-bug"));
  EXPECT_EQ(late.find('|'), std::string::npos) << "one thread is enough";
  EXPECT_THAT(late, HasSubstr("push(1)"));
}

TEST(Objects, AreReplayed) {
  const json queue = explored("new-queue");
  const json& witness = queue.at("witnesses").at(0);
  const Outcome outcome = tenter({"replay", "subjects/new-queue", "--plugin", SUBJECTS, "--schedule",
                                  witness.at("schedule").get<std::string>(), "--json", "-"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const json replayed = json::parse(outcome.out).at("scenarios").at(0).at("engines").at("explore");
  EXPECT_EQ(replayed.at("outcomes").at(0).at("outcome"), witness.at("outcome"));
  EXPECT_EQ(replayed.at("witnesses").at(0).at("steps"), witness.at("steps"));
}

TEST(Objects, AreNotReplayedByWhatIsNoProgramOfTheirs) {
  for (const char* const schedule : {"t1:g12:01", "t1:g12@z-a/b-:01", "t1:g12@-a7/b-:01", "t1:g12@-a0:01"}) {
    const Outcome outcome = tenter({"replay", "subjects/new-queue", "--plugin", SUBJECTS, "--schedule", schedule});
    EXPECT_EQ(outcome.exit_code, 2) << schedule << outcome.out;
    EXPECT_THAT(outcome.err, HasSubstr("program")) << schedule;
  }
}

Outcome run_program(const std::string& scenario, const std::string& program, const std::string& engine = "explore") {
  return tenter({"run", "subjects/" + scenario, "--plugin", SUBJECTS, "--engine", engine, "--time", "100ms",
                 "--program", program, "--json", "-"});
}

TEST(Objects, MayBeRunAsOneProgram) {
  for (const char* const program : {"[push(1)] pop() | pop(), pop()", "a0-b/bb-"}) {
    const json two_lanes = json::parse(run_program("two-lanes", program).out).at("scenarios").at(0);
    EXPECT_EQ(two_lanes.at("basis"), "proved");
    EXPECT_THAT(two_lanes.at("why").get<std::string>(), HasSubstr("the program [push(1)] pop() | pop(), pop() can"));
    const json& outcomes = two_lanes.at("engines").at("explore").at("outcomes");
    EXPECT_EQ(outcomes.size(), 2U) << "who comes first gets it: " << outcomes;
  }
}

TEST(Objects, AreNotRunAsWhatIsNoProgramOfTheirs) {
  const Outcome misspelt = run_program("new-queue", "push(1) | pull()");
  EXPECT_EQ(misspelt.exit_code, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("here could be push(1), push(2), push(3), pop() (at character 11)"));
  const Outcome one_word = run_program("new-queue", "pull");
  EXPECT_THAT(one_word.err, HasSubstr("here could be push(1)"));
  const Outcome two_consumers = run_program("one-to-one", "pop() | pop()");
  EXPECT_EQ(two_consumers.exit_code, 2);
  EXPECT_THAT(two_consumers.err, HasSubstr("two threads play a role that is for one"));
  const Outcome no_object = tenter({"run", "faq/pop/queue", "--program", "pop()"});
  EXPECT_EQ(no_object.exit_code, 2);
  EXPECT_THAT(no_object.err, HasSubstr("it is no object"));
}

// There it would hang.
TEST(Objects, AreNotRunOnRealThreadsWhereSomebodyMayWaitForEver) {
  const Outcome outcome = run_program("waits", "push(1) | take(), take()", "stress");
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.out, HasSubstr("somebody in this program may wait for ever"));
}

TEST(Objects, AreToldTheSameTwice) {
  const auto run = [] {
    return tenter({"run", "subjects/new-queue", "subjects/late-bug", "--plugin", SUBJECTS, "--engine", "explore",
                   "--executions", "20000", "--seed", "7", "--json", "-"});
  };
  json one = json::parse(run().out).at("scenarios");
  json other = json::parse(run().out).at("scenarios");
  for (json* const scenarios : {&one, &other}) {
    for (json& scenario : *scenarios)
      for (const char* const member : {"seconds", "rate"}) scenario.at("engines").at("explore").erase(member);
  }
  EXPECT_EQ(one, other);
}

// What waits as it may is no deadlock; what sleeps beside an item is.
TEST(Objects, MayWaitWhereTheSpecificationSaysSo) {
  EXPECT_TRUE(explored("waits").at("anomalies").empty());
  EXPECT_FALSE(explored("waits-beside-an-item").at("anomalies").empty());
}

}  // namespace
}  // namespace tenter::test::objects_test
