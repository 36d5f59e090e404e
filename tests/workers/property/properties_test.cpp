// Random small programs on the queue and the executor keep all properties, in each of their interleavings or in the
// first of them; and each mutant is caught by some of them.
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "catching.h"
#include "plans.h"

namespace tenter::test {
namespace {

constexpr std::uint64_t kMost = 2'000;

std::vector<std::string_view> names_of(const Properties& properties) {
  std::vector<std::string_view> names;
  for (const Property property : properties) names.push_back(name_of(property));
  return names;
}

template <class Plan>
void expect_kept(const Plan& plan) {
  const Checked checked = check(variants().front(), plan, kMost);
  RC_LOG() << plan << '\n';
  RC_CLASSIFY(checked.complete, "in all interleavings");
  if (!checked.violated.empty()) RC_FAIL(fmt::format("not kept: {}", fmt::join(names_of(checked.violated), ", ")));
}

RC_GTEST_PROP(Properties, AreKeptByTheQueue, (const QueuePlan& plan)) { expect_kept(plan); }

RC_GTEST_PROP(Properties, AreKeptByTheExecutor, (const ExecutorPlan& plan)) { expect_kept(plan); }

std::uint64_t seed() {
  const char* const given = std::getenv("TENTER_TEST_SEED");
  return given != nullptr ? std::stoull(given) : 1;
}

class Mutants : public testing::TestWithParam<std::size_t> {};

TEST_P(Mutants, AreCaught) {
  const Variant& mutant = variants().at(GetParam());
  const std::optional<Caught> by = caught(mutant, seed());
  ASSERT_TRUE(by) << mutant.name << ", TENTER_TEST_SEED=" << seed();
  fmt::print("{} violates {} (plan {}, {} executions)\n", mutant.name, fmt::join(names_of(by->by), ", "), by->plans,
             by->executions);
}

INSTANTIATE_TEST_SUITE_P(Each, Mutants, testing::Range<std::size_t>(1, variants().size()),
                         [](const auto& instance) { return std::string(variants().at(instance.param).name); });

}  // namespace
}  // namespace tenter::test
