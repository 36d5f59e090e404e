// Whatever an execution leaves in memory, the next one does not see it.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/schedule/random_walk.h"
#include "explore/search/search.h"
#include "support/plugin.h"
#include "support/unexpected.h"

namespace tenter::explore {
namespace {

InProcessExecutor& the_executor() {
  static InProcessExecutor executor({.steps = 1'000});
  return executor;
}

const PluginContents& plugin() {
  static const PluginContents& contents = [&]() -> const PluginContents& {
    InProcessExecutor::Loading loading(the_executor());
    return tenter::test::loaded(TRACES, &tenter::test::unexpected());
  }();
  return contents;
}

const Program& scenario(const std::string& name) { return tenter::test::program_named(name, plugin()); }

std::vector<OutcomeCount> all_outcomes(const Program& program) {
  Search search(the_executor(), program, tenter::test::unexpected(), [] { return std::make_unique<Exhaustive>(); });
  while (search.next() != nullptr) {
  }
  EXPECT_TRUE(search.complete());
  EXPECT_GE(search.executions(), 2u);
  return search.tally().rows();
}

class Reset : public testing::TestWithParam<const char*> {};

TEST_P(Reset, NoExecutionSeesAnother) {
  const Program& program = scenario(GetParam());
  const auto rows = all_outcomes(program);
  ASSERT_EQ(rows.size(), 1u);
  const auto again = all_outcomes(program);
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].outcome, rows[0].outcome);
}

struct Ran {
  Ending ending;
  std::uint64_t trace_hash;
  std::size_t steps;

  friend bool operator==(const Ran&, const Ran&) = default;
};

Ran run(const Program& program, std::uint64_t seed, Tally& tally) {
  RandomWalk strategy(seed);
  const ExecutionResult& outcome = the_executor().execute(program, strategy, tally, tenter::test::unexpected());
  return {outcome.ending, outcome.trace_hash, outcome.steps.size()};
}

TEST_P(Reset, AScheduleIsTheSameAfterAThousandOthers) {
  const Program& program = scenario(GetParam());
  const auto tally = program.body->new_tally();
  run(program, 0, *tally);  // finds out what is visible
  std::vector<Ran> first;
  for (std::uint64_t seed = 0; seed < 10; ++seed) first.push_back(run(program, seed, *tally));
  for (std::uint64_t seed = 100; seed < 1'100; ++seed) run(program, seed, *tally);
  for (std::uint64_t seed = 0; seed < 10; ++seed) EXPECT_EQ(run(program, seed, *tally), first[seed]) << seed;
}

INSTANTIATE_TEST_SUITE_P(Traces, Reset,
                         testing::Values("traces/statics", "traces/thread-locals", "traces/stuck-in-handler"),
                         [](const auto& instance) {
                           std::string name = std::string(instance.param).substr(7);
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace tenter::explore
