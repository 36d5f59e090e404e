// The bundled objects as a family, and what they claim.
#include "completion/family.h"

#include <gtest/gtest.h>

#include <set>

#include "../cli/program.h"

namespace tenter::test {
namespace {

using nlohmann::json;

TEST(BundledObjects, AreExplained) { expect_explained(scenarios_of(TENTER_FAMILY)); }

json run(std::vector<std::string> scenarios, const char* executions) {
  std::vector<std::string> arguments{"run", "--engine", "explore", "--executions", executions, "--seed",
                                     "1",   "--json",   "-"};
  arguments.insert(arguments.end(), scenarios.begin(), scenarios.end());
  return json::parse(tenter(arguments).out).at("scenarios");
}

std::vector<std::string> bundled(const std::string& claim) {
  std::vector<std::string> names;
  const json list = json::parse(tenter({"list", "objects/*", "--json"}).out);
  for (const json& scenario : list.at("scenarios")) {
    if (scenario.at("claim").at("kind") == claim) names.push_back(scenario.at("name"));
  }
  return names;
}

// Those whose calls are not sent to another thread, nor to somebody else's library, have few executions.
bool is_by_hand(const std::string& name) {
  return !name.ends_with("/queue") && name != "objects/executor/right" && name.find("lockfree") == std::string::npos;
}
std::vector<std::string> by_hand() {
  std::vector<std::string> names = bundled("holds");
  std::erase_if(names, [](const std::string& name) { return !is_by_hand(name); });
  return names;
}

// Theirs are the orders of the papers, which no lock replaces.
const std::set<std::string> kOfWeakerOrders = {"objects/chase-lev-deque/right", "objects/michael-scott-queue/right",
                                               "objects/treiber-stack/right"};

TEST(BundledObjects, ByHandAreProvedForTheSmallestPrograms) {
  for (const json& scenario : run(by_hand(), "10000")) {
    const bool weaker = kOfWeakerOrders.contains(scenario.at("name").get<std::string>());
    EXPECT_EQ(scenario.at("basis"), weaker ? "proved_sc" : "proved")
        << scenario.at("name") << ": " << scenario.at("why");
    EXPECT_EQ(scenario.at("engines").at("explore").at("order_that_matters").is_string(), weaker)
        << scenario.at("name");
  }
}

TEST(BundledObjects, AreAsTheyClaim) {
  std::vector<std::string> names = bundled("holds");
  std::erase_if(names, is_by_hand);
  for (const json& scenario : run(names, "16000")) {
    EXPECT_EQ(scenario.at("verdict"), "confirmed") << scenario.at("name") << ": " << scenario.at("why");
  }
}

// Most in a few hundred executions.
TEST(BundledObjects, BreakAsTheyClaim) {
  for (const json& scenario : run(bundled("breaks"), "200000")) {
    EXPECT_EQ(scenario.at("verdict"), "confirmed") << scenario.at("name") << ": " << scenario.at("why");
  }
}

TEST(BundledObjects, HaveATwinThatBreaksForEachThatHolds) {
  expect_twins(scenarios_of(TENTER_FAMILY),
               {{"objects/locked-queue/right", "objects/locked-queue/reads-then-removes"},
                {"objects/waiting-queue/right", "objects/waiting-queue/notifies-of-the-first"},
                {"objects/treiber-stack/right", "objects/treiber-stack/stores-top"},
                {"objects/michael-scott-queue/right", "objects/michael-scott-queue/stores-next"},
                {"objects/chase-lev-deque/right", "objects/chase-lev-deque/takes-the-last"},
                {"objects/sequence-lock/right", "objects/sequence-lock/looks-once"},
                {"objects/list/mutex", "objects/list/per-op"},
                {"objects/list/queue", "objects/list/queue-split"},
                {"objects/dict/mutex", "objects/dict/per-op"},
                {"objects/dict/queue", "objects/dict/queue-split"},
                {"objects/executor/right", "objects/executor/two-threads"},
                {"objects/python-queue/right", "objects/python-queue/looks-first"},
                {"objects/lockfree-spsc-queue/one-to-one", "objects/lockfree-spsc-queue/by-anybody"},
                {"objects/lockfree-queue/right", "objects/lockfree-queue/looks-first"},
                {"objects/lockfree-stack/right", "objects/lockfree-stack/looks-first"}},
               {"objects/treiber-stack/publishes-relaxed", "objects/michael-scott-queue/stores-head"});
}

void expect_proved_for_two_by_two(const json& scenarios) {
  for (const json& scenario : scenarios) {
    EXPECT_EQ(scenario.at("verdict"), "confirmed") << scenario.at("name") << ": " << scenario.at("why");
    EXPECT_NE(scenario.at("why").get<std::string>().find(", 2 x 2"), std::string::npos)
        << scenario.at("name") << ": " << scenario.at("why");
  }
}

// These take minutes: ci/nightly asks for them.
TEST(BundledObjects, DISABLED_AreProvedForAllProgramsOfTwoByTwo) {
  std::vector<std::string> names = by_hand();
  std::erase(names, "objects/sequence-lock/right");  // whose readers try again
  expect_proved_for_two_by_two(run(names, "300000"));
}

// Those of an owner have 2,680,592 interleavings each.
TEST(BundledObjects, DISABLED_OfManyStepsAreProvedForAllProgramsOfTwoByTwo) {
  expect_proved_for_two_by_two(
      run({"objects/list/queue", "objects/dict/queue", "objects/sequence-lock/right", "objects/lockfree-queue/right"},
          "7000000"));
  expect_proved_for_two_by_two(
      run({"objects/lockfree-stack/right", "objects/lockfree-spsc-queue/one-to-one"}, "1000000"));
}

// All that there are: one thread at most shuts it down. The first has 3,203,712 interleavings.
TEST(BundledObjects, DISABLED_AnExecutorIsProvedForEachProgramOfTwoByTwo) {
  for (const char* const program :
       {"call(), call() | call(), call()", "call(), call() | call(), shutdown()",
        "call(), call() | shutdown(), call()", "call(), call() | shutdown(), shutdown()"}) {
    const Outcome outcome = tenter({"run", "objects/executor/right", "--engine", "explore", "--strategy", "dpor",
                                    "--executions", "10000000", "--program", program, "--json", "-"});
    const json scenario = json::parse(outcome.out).at("scenarios").at(0);
    EXPECT_EQ(scenario.at("basis"), "proved_sc") << program << ": " << scenario.at("why");
  }
}

}  // namespace
}  // namespace tenter::test
