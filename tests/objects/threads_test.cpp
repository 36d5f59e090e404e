// Object scenarios on real threads, under the built command.
#include <gtest/gtest.h>

#include "../cli/program.h"
#include "subject_program.h"

namespace tenter::test {
namespace {

using nlohmann::json;

// Where every program goes wrong, however the threads run, the first one tells.
TEST(ObjectsOnRealThreads, AreToldOf) {
  const Outcome outcome = tenter({"run", "subjects/throws", "subjects/throws-not", "--plugin", SUBJECTS, "--engine",
                                  "stress,tsan", "--time", "300ms", "--seed", "1", "--json", "-"});
  const json run = json::parse(outcome.out);
  for (const json& scenario : run.at("scenarios")) {
    for (const json& engine : scenario.at("engines")) {
      EXPECT_GT(engine.at("executions"), 0U);
      EXPECT_EQ(engine.at("anomalies").empty(), scenario.at("name") == "subjects/throws") << engine.at("anomalies");
    }
    EXPECT_NE(scenario.at("verdict"), "refuted") << scenario.at("why");
    if (scenario.at("name") == "subjects/throws-not") {
      EXPECT_EQ(scenario.at("verdict"), "confirmed");
      EXPECT_EQ(program_of(scenario.at("engines").at("stress")), "add(5), add(5)") << "one thread is enough";
    }
  }
}

// Programs in which somebody may wait for ever are left out, and what is still in a store buffer is not over.
TEST(ObjectsOnRealThreads, AreNotBlamedForTheMachine) {
  const Outcome outcome = tenter({"run", "subjects/waits", "subjects/flag", "--plugin", SUBJECTS, "--engine",
                                  "stress,tsan", "--time", "1s", "--seed", "1", "--json", "-"});
  const json run = json::parse(outcome.out);
  for (const json& scenario : run.at("scenarios")) {
    EXPECT_NE(scenario.at("verdict"), "refuted") << scenario.at("name") << ": " << scenario.at("why");
    for (const json& engine : scenario.at("engines")) EXPECT_GT(engine.at("executions"), 0U);
  }
}

}  // namespace
}  // namespace tenter::test
