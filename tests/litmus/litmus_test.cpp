// The litmus scenarios against an oracle of their own: each scenario's program, written again as data, with what
// every interleaving of it gives.
#include <gmock/gmock.h>
#include <tenter/plugin.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "abstract_machine.h"
#include "support/plugin.h"

namespace tenter::litmus {
namespace {

using ::testing::Contains;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// `!` stands where x86 waits for its stores: behind a seq_cst store, and at a seq_cst fence.
struct Litmus {
  std::string test, order;
  std::string program, observed;
  std::string weak;  // the outcome that the test asks about

  std::string name() const { return "litmus/" + test + "/" + order; }
};

const std::vector<Litmus>& all() {
  const std::string sb = "x=1 a=y | y=1 b=x";
  const std::string mp = "d=1 f=1 | a=f b=d";
  const std::string publish = "d=1 f=1 | a=f b=d?a";
  const std::string lb = "a=x y=1 | b=y x=1";
  const std::string iriw = "x=1 | y=1 | a=x b=y | c=y d=x";
  const std::string corr = "x=1 | a=x b=x";
  const std::string w22 = "x=1 y=2 | y=1 x=2";
  const std::string r = "x=1 y=1 | y=2 a=x";
  const std::string s = "x=2 y=1 | a=y x=1";
  const std::string wrc = "x=1 | a=x f=1 | b=f c=x";
  static const std::vector<Litmus> kAll{
      {"store-buffering", "plain", sb, "a b", "0, 0"},
      {"store-buffering", "relaxed", sb, "a b", "0, 0"},
      {"store-buffering", "release-acquire", sb, "a b", "0, 0"},
      {"store-buffering", "seq_cst", "x=1 ! a=y | y=1 ! b=x", "a b", "0, 0"},
      {"store-buffering", "acq_rel-fences", sb, "a b", "0, 0"},
      {"store-buffering", "one-fence", "x=1 ! a=y | y=1 b=x", "a b", "0, 0"},
      {"store-buffering", "seq_cst-fences", "x=1 ! a=y | y=1 ! b=x", "a b", "0, 0"},
      {"message-passing", "plain", mp, "a b", "1, 0"},
      {"message-passing", "relaxed", mp, "a b", "1, 0"},
      {"message-passing", "release-only", mp, "a b", "1, 0"},
      {"message-passing", "acquire-only", mp, "a b", "1, 0"},
      {"message-passing", "release-acquire", mp, "a b", "1, 0"},
      {"message-passing", "one-fence", mp, "a b", "1, 0"},
      {"message-passing", "fences", mp, "a b", "1, 0"},
      {"publication", "relaxed", publish, "b", "0"},
      {"publication", "release-acquire", publish, "b", "0"},
      {"publication", "fences", publish, "b", "0"},
      {"load-buffering", "plain", lb, "a b", "1, 1"},
      {"load-buffering", "relaxed", lb, "a b", "1, 1"},
      {"load-buffering", "acquire-only", lb, "a b", "1, 1"},
      {"load-buffering", "release-acquire", lb, "a b", "1, 1"},
      {"iriw", "plain", iriw, "a b c d", "1, 0, 1, 0"},
      {"iriw", "relaxed", iriw, "a b c d", "1, 0, 1, 0"},
      {"iriw", "acquire", iriw, "a b c d", "1, 0, 1, 0"},
      {"iriw", "seq_cst", "x=1 ! | y=1 ! | a=x b=y | c=y d=x", "a b c d", "1, 0, 1, 0"},
      {"corr", "plain", corr, "a b", "1, 0"},
      {"corr", "relaxed", corr, "a b", "1, 0"},
      {"2+2w", "plain", w22, "x y", "1, 1"},
      {"2+2w", "relaxed", w22, "x y", "1, 1"},
      {"2+2w", "release", w22, "x y", "1, 1"},
      {"2+2w", "seq_cst", "x=1 ! y=2 ! | y=1 ! x=2 !", "x y", "1, 1"},
      {"r", "relaxed", r, "a y", "0, 2"},
      {"r", "release-acquire", r, "a y", "0, 2"},
      {"r", "seq_cst", "x=1 ! y=1 ! | y=2 ! a=x", "a y", "0, 2"},
      {"s", "plain", s, "a x", "1, 2"},
      {"s", "relaxed", s, "a x", "1, 2"},
      {"s", "release-acquire", s, "a x", "1, 2"},
      {"wrc", "plain", wrc, "a b c", "1, 1, 0"},
      {"wrc", "relaxed", wrc, "a b c", "1, 1, 0"},
      {"wrc", "release-acquire", wrc, "a b c", "1, 1, 0"},
  };
  return kAll;
}

const PluginContents& plugin() {
  static const PluginContents& kContents = tenter::test::loaded(TENTER_LITMUS_PLUGIN);
  return kContents;
}

const ScenarioInfo& scenario_of(const Litmus& litmus) {
  return tenter::test::program_named(litmus.name(), plugin()).info;
}

Expectation expectation_of(const ScenarioInfo& scenario, const std::string& outcome) {
  for (const Expectation& expectation : scenario.expectations) {
    if (expectation.outcome == outcome) return expectation;
  }
  return scenario.otherwise;
}

TEST(AbstractMachine, InterleavesAndBuffersStores) {
  const std::string program = "x=1 a=y | y=1 b=x";
  EXPECT_THAT(outcomes(program, "a b", Memory::interleaving), UnorderedElementsAre("0, 1", "1, 0", "1, 1"));
  EXPECT_THAT(outcomes(program, "a b", Memory::total_store_order),
              UnorderedElementsAre("0, 0", "0, 1", "1, 0", "1, 1"));
}

TEST(AbstractMachine, ReadsItsOwnStoresEarlyAndDrainsAtBarriers) {
  EXPECT_THAT(outcomes("x=1 a=x | b=x", "a b", Memory::total_store_order), UnorderedElementsAre("1, 0", "1, 1"));
  EXPECT_THAT(outcomes("x=1 ! a=y | y=1 ! b=x", "a b", Memory::total_store_order),
              UnorderedElementsAre("0, 1", "1, 0", "1, 1"));
  EXPECT_THAT(outcomes("f=1 | a=f b=d?a", "b", Memory::total_store_order), UnorderedElementsAre("0", "none"));
}

TEST(Litmus, EveryScenarioHasItsProgramHere) {
  EXPECT_THAT(plugin().misuse, ::testing::IsEmpty());
  std::set<std::string> scenarios, programs;
  for (const Program& program : plugin().programs) scenarios.insert(program.info.name);
  for (const Litmus& litmus : all()) programs.insert(litmus.name());
  EXPECT_EQ(scenarios, programs);
}

TEST(Litmus, WhatAnInterleavingGivesIsAcceptableAndTheWeakOutcomeIsNoneOfIt) {
  for (const Litmus& litmus : all()) {
    SCOPED_TRACE(litmus.name());
    const auto possible = outcomes(litmus.program, litmus.observed, Memory::interleaving);
    for (const std::string& outcome : possible) {
      EXPECT_EQ(expectation_of(scenario_of(litmus), outcome).grade, Grade::acceptable) << outcome;
    }
    EXPECT_THAT(possible, Not(Contains(litmus.weak)));
    EXPECT_NE(expectation_of(scenario_of(litmus), litmus.weak).grade, Grade::acceptable);
  }
}

TEST(Litmus, TablesListNothingThatCannotBe) {
  for (const Litmus& litmus : all()) {
    SCOPED_TRACE(litmus.name());
    auto possible = outcomes(litmus.program, litmus.observed, Memory::interleaving);
    possible.insert(litmus.weak);
    for (const Expectation& expectation : scenario_of(litmus).expectations) {
      EXPECT_THAT(possible, Contains(expectation.outcome));
    }
  }
}

TEST(Litmus, EveryScenarioTeaches) {
  for (const Program& program : plugin().programs) {
    EXPECT_NE(program.info.summary, "") << program.info.name;
    EXPECT_NE(program.info.reason, "") << program.info.name;
  }
}

TEST(Litmus, WhatHoldsHasATwinThatDoesNot) {
  for (const Litmus& litmus : all()) {
    if (scenario_of(litmus).claim.kind != ClaimKind::holds) continue;
    const bool has_twin = std::any_of(all().begin(), all().end(), [&](const Litmus& other) {
      return other.test == litmus.test && scenario_of(other).claim.kind != ClaimKind::holds;
    });
    EXPECT_TRUE(has_twin) << litmus.name();
  }
}

#if defined(__x86_64__)
TEST(Litmus, ClaimsToShowExactlyWhatStoreBuffersShow) {
  for (const Litmus& litmus : all()) {
    SCOPED_TRACE(litmus.name());
    const ScenarioInfo& scenario = scenario_of(litmus);
    if (scenario.claim.kind == ClaimKind::breaks) continue;
    const bool possible = outcomes(litmus.program, litmus.observed, Memory::total_store_order).contains(litmus.weak);
    EXPECT_EQ(scenario.claim.kind == ClaimKind::shows, possible);
    EXPECT_EQ(scenario.claim.outcome, possible ? litmus.weak : "");
  }
}
#endif

}  // namespace
}  // namespace tenter::litmus
