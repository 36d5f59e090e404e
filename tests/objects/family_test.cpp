// The bundled objects as a family, and what they claim.
#include "completion/family.h"

#include <gtest/gtest.h>

#include "../cli/program.h"

namespace tenter::test {
namespace {

using nlohmann::json;

TEST(BundledObjects, AreExplained) { expect_explained(scenarios_of(TENTER_FAMILY)); }

json run_all(const char* executions) {
  const Outcome outcome =
      tenter({"run", "objects/*", "--engine", "explore", "--executions", executions, "--seed", "1", "--json", "-"});
  return json::parse(outcome.out).at("scenarios");
}

TEST(BundledObjects, AreAsTheyClaim) {
  const json scenarios = run_all("12000");
  EXPECT_GE(scenarios.size(), 22U);
  for (const json& scenario : scenarios) {
    EXPECT_EQ(scenario.at("verdict"), "confirmed") << scenario.at("name") << ": " << scenario.at("why");
    const bool holds = scenario.at("claim").at("kind") == "holds";
    EXPECT_EQ(scenario.at("basis"), holds ? "proved" : "witnessed") << scenario.at("name");
  }
}

// Takes minutes: ci/nightly asks for it.
TEST(BundledObjects, DISABLED_AreProvedForAllProgramsOfTwoByTwo) {
  for (const json& scenario : run_all("150000")) {
    EXPECT_EQ(scenario.at("verdict"), "confirmed") << scenario.at("name") << ": " << scenario.at("why");
    if (scenario.at("claim").at("kind") != "holds") continue;
    EXPECT_NE(scenario.at("why").get<std::string>().find(", 2 x 2"), std::string::npos)
        << scenario.at("name") << ": " << scenario.at("why");
  }
}

}  // namespace
}  // namespace tenter::test
