#include "stress/rotation.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <set>
#include <vector>

namespace tenter::stress::rotation_test {
namespace {

std::vector<std::size_t> choices(Rotation rotation, std::size_t count) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(rotation.next());
  return result;
}

RC_GTEST_PROP(Rotation, BeginsWithEveryConfigurationOnce, (std::uint64_t seed)) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 100);
  const auto first = choices(Rotation(count, seed), count);
  RC_ASSERT(std::set<std::size_t>(first.begin(), first.end()).size() == count);
  RC_ASSERT(first == choices(Rotation(count, seed), count));
}

TEST(Rotation, DiffersBetweenSeeds) { EXPECT_NE(choices(Rotation(40, 1), 40), choices(Rotation(40, 2), 40)); }

TEST(Rotation, GoesOnInTurnWhileNothingIsKnown) {
  Rotation rotation(5, 7);
  const auto first = choices(rotation, 5);
  const auto both = choices(rotation, 10);
  EXPECT_TRUE(std::equal(first.begin(), first.end(), both.begin() + 5));
}

// How often each is chosen with these scores, once all have been seen.
std::vector<int> frequencies(const std::vector<double>& scores, int draws) {
  Rotation rotation(scores.size(), 11);
  for (std::size_t i = 0; i < scores.size(); ++i) rotation.next();
  rotation.rate(scores);
  std::vector<int> result(scores.size());
  for (int i = 0; i < draws; ++i) ++result[rotation.next()];
  return result;
}

// The seed is fixed, so these are the same in every run.
TEST(Rotation, GivesMostOfTheTimeToTheBest) {
  const auto chosen = frequencies({0.2, 1.0, 0.2, 0.2}, 10'000);
  EXPECT_GT(chosen[1], 7000);
  EXPECT_LT(chosen[1], 8500);
}

TEST(Rotation, GoesOnExploringWhatLooksWorthless) {
  const auto chosen = frequencies({0.0, 1.0, 0.0, 0.0}, 10'000);
  for (const int count : {chosen[0], chosen[2], chosen[3]}) EXPECT_NEAR(count, 750, 150);
}

TEST(Rotation, SharesTheTimeBetweenEquals) {
  for (const int count : frequencies({0.7, 0.7}, 10'000)) EXPECT_NEAR(count, 5000, 300);
}

TEST(Rotation, CountsItsTurns) {
  Rotation rotation(3, 1);
  EXPECT_EQ(rotation.turns(), 0U);
  choices(rotation, 3);
  for (int i = 0; i < 3; ++i) rotation.next();
  EXPECT_EQ(rotation.turns(), 1U);
}

}  // namespace
}  // namespace tenter::stress::rotation_test
