// Which strategies a request gets.
#include "explore/search/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>

namespace tenter::explore::plan_test {
namespace {

using testing::ElementsAre;

std::vector<std::string_view> names_of(const std::vector<Phase>& phases) {
  std::vector<std::string_view> names;
  for (const Phase& phase : phases) names.push_back(phase.strategy->name);
  return names;
}

std::vector<Phase> phases(const SearchRequest& request) { return phases_of(request, 7, all_strategies()); }

TEST(Plan, ANamedStrategyHasAllOfTheBudget) {
  const std::vector<Phase> planned = phases({"pct", {}});
  ASSERT_EQ(names_of(planned), std::vector<std::string_view>{"pct"});
  EXPECT_EQ(planned[0].share, 1.0);
  EXPECT_EQ(planned[0].seed, 7U);
  EXPECT_FALSE(planned[0].preemptions);
}

TEST(Plan, ANamedStrategyKeepsToTheBound) { EXPECT_EQ(phases({"dpor", 3})[0].preemptions, 3U); }

TEST(Plan, AutoTriesToSeeEverythingAndEndsWithSamples) {
  const std::vector<Phase> planned = phases({std::string(kAutomatic), {}});
  EXPECT_THAT(names_of(planned), ElementsAre("dpor", "exhaustive", "pct", "pos", "random"));
  EXPECT_EQ(planned.back().share, 1.0) << "nothing is left over";
}

TEST(Plan, AutoWithABoundIsAllThatKeepsToIt) {
  const std::vector<Phase> planned = phases({std::string(kAutomatic), 1});
  ASSERT_EQ(names_of(planned), std::vector<std::string_view>{"exhaustive"});
  EXPECT_EQ(planned[0].preemptions, 1U);
}

TEST(Plan, ThereIsNoStrategyOfAnotherName) { EXPECT_THROW(phases({"luck", {}}), std::invalid_argument); }

}  // namespace
}  // namespace tenter::explore::plan_test
