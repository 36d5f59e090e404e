// The bundled operations of the Python FAQ, each call atomic, have exactly the interleavings and the anomalous ones
// that an enumeration on a real Python interpreter has found (CPython 3.11, switching before each step that touches
// shared state).
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/bounded.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/search/search.h"
#include "support/plugin.h"
#include "support/unexpected.h"

namespace tenter::explore::test {
namespace {

const PluginContents& faq() {
  static const PluginContents& contents = tenter::test::loaded(TENTER_FAQ, &tenter::test::unexpected());
  return contents;
}

const Program& scenario(const std::string& name) { return tenter::test::program_named(name, faq()); }

InProcessExecutor& the_executor() {
  static InProcessExecutor executor({.steps = 100'000});
  return executor;
}

struct Seen {
  std::uint64_t executions = 0;
  std::uint64_t anomalous = 0;
  bool complete = false;
};

Seen searched(const Program& program, const Search::NewStrategy& strategy) {
  constexpr std::uint64_t kMost = 1'000'000;
  Search search(the_executor(), program, tenter::test::unexpected(), strategy);
  while (search.next() != nullptr && search.executions() < kMost) {
  }
  Seen seen{search.executions() - search.abandoned(), 0, search.complete()};
  for (const OutcomeCount& row : search.tally().rows()) {
    if (expectation_at(program.info, row.expectation).grade == Grade::forbidden) seen.anomalous += row.count;
  }
  return seen;
}

template <class S>
Seen searched(const Program& program) {
  return searched(program, [] { return std::make_unique<S>(); });
}

Seen within(std::optional<std::uint32_t> preemptions, const Program& program) {
  return searched(program, [preemptions] { return std::make_unique<Bounded>(preemptions); });
}

struct Golden {
  const char* operation;
  std::uint64_t interleavings;
  std::uint64_t anomalous;
};

void PrintTo(const Golden& golden, std::ostream* out) { *out << golden.operation; }

class PerOp : public testing::TestWithParam<Golden> {};

TEST_P(PerOp, HasTheInterleavingsThatPythonHas) {
  const auto& [operation, interleavings, anomalous] = GetParam();
  const Seen seen = searched<Exhaustive>(scenario(std::string("faq/") + operation + "/per-op"));
  EXPECT_TRUE(seen.complete);
  EXPECT_EQ(seen.executions, interleavings);
  EXPECT_EQ(seen.anomalous, anomalous);
}

TEST_P(PerOp, IsReducedWithoutLosingAnomalies) {
  const auto& [operation, interleavings, anomalous] = GetParam();
  const Seen seen = searched<Dpor>(scenario(std::string("faq/") + operation + "/per-op"));
  EXPECT_TRUE(seen.complete);
  EXPECT_LE(seen.executions, interleavings);
  EXPECT_EQ(seen.anomalous > 0, anomalous > 0);
}

// One actor after the other is all there is without a preemption, and nothing goes wrong then.
TEST_P(PerOp, HasTheSameInterleavingsFewestPreemptionsFirst) {
  const auto& [operation, interleavings, anomalous] = GetParam();
  const Program& program = scenario(std::string("faq/") + operation + "/per-op");
  const Seen all = within(std::nullopt, program);
  EXPECT_TRUE(all.complete);
  EXPECT_EQ(all.executions, interleavings);
  EXPECT_EQ(all.anomalous, anomalous);
  const Seen none = within(0, program);
  EXPECT_TRUE(none.complete);
  EXPECT_EQ(none.executions, 2U);
  EXPECT_EQ(none.anomalous, 0U);
  EXPECT_EQ(within(1, program).anomalous > 0, anomalous > 0);
}

// A load and a store by each actor: one preempts the other in between, or they take turns.
TEST(Increment, LosesAnUpdateWithAnyPreemption) {
  const Program& program = scenario("faq/increment/per-op");
  for (std::uint32_t most = 0; most < 4; ++most) {
    const Seen seen = within(most, program);
    EXPECT_EQ(seen.executions, std::min(2 + 2 * most, 6U)) << most;
    EXPECT_EQ(seen.anomalous, std::min(2 * most, 4U)) << most;
  }
}

INSTANTIATE_TEST_SUITE_P(Faq, PerOp,
                         testing::Values(Golden{"append", 2, 0}, Golden{"extend", 2, 0}, Golden{"getitem", 2, 0},
                                         Golden{"pop", 2, 0}, Golden{"slice-assign", 2, 0}, Golden{"sort", 2, 0},
                                         Golden{"assign", 2, 0}, Golden{"field-assign", 2, 0},
                                         Golden{"setitem", 2, 0}, Golden{"update", 2, 0}, Golden{"keys", 2, 0},
                                         Golden{"increment", 6, 4}, Golden{"append-last", 3, 1},
                                         Golden{"copy-element", 6, 4}, Golden{"dict-increment", 6, 4}),
                         [](const auto& instance) {
                           std::string name = instance.param.operation;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace tenter::explore::test
