// Numbers that readers rely on: bounds, shares and odds never claim more than was seen.
#include "model/numbers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "model/evidence.h"

namespace tenter {
namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

TEST(UpperBound, IsThreeByN) {
  EXPECT_DOUBLE_EQ(upper_bound_95(10'000), 3e-4);
  EXPECT_DOUBLE_EQ(upper_bound_95(3'000'000'000), 1e-9);
}

TEST(UpperBound, IsAProbabilityHoweverFewExecutions) {
  EXPECT_DOUBLE_EQ(upper_bound_95(0), 1);
  EXPECT_DOUBLE_EQ(upper_bound_95(1), 1);
  EXPECT_DOUBLE_EQ(upper_bound_95(2), 1);
  EXPECT_DOUBLE_EQ(upper_bound_95(3), 1);
  EXPECT_LT(upper_bound_95(4), 1);
  EXPECT_GT(upper_bound_95(kMax), 0);
}

RC_GTEST_PROP(UpperBound, NeverRisesWithMoreExecutions, (std::uint64_t a, std::uint64_t b)) {
  RC_ASSERT(upper_bound_95(std::max(a, b)) <= upper_bound_95(std::min(a, b)));
}

TEST(Contention, ShareIsZeroWithoutProbes) {
  EXPECT_EQ(Contention{}.share(), 0.0);
  EXPECT_EQ((Contention{4, 1}.share()), 0.25);
}

TEST(Grouped, SeparatesThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(41'203'712), "41,203,712");
  EXPECT_EQ(grouped(kMax), "18,446,744,073,709,551,615");
}

RC_GTEST_PROP(Grouped, IsTheNumberWithoutItsCommas, (std::uint64_t number)) {
  std::string text = grouped(number);
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  RC_ASSERT(text == std::to_string(number));
}

TEST(Counted, KnowsSingularAndPlural) {
  EXPECT_EQ(counted(0, "execution"), "0 executions");
  EXPECT_EQ(counted(1, "execution"), "1 execution");
  EXPECT_EQ(counted(2'000, "execution"), "2,000 executions");
}

TEST(Percentage, IsExactOnlyAtItsEnds) {
  EXPECT_EQ(percentage(0, 0), "0%");
  EXPECT_EQ(percentage(0, 10), "0%");
  EXPECT_EQ(percentage(10, 10), "100%");
  EXPECT_EQ(percentage(2, 3), "66.7%");
  EXPECT_EQ(percentage(1, kMax), "<0.1%");
  EXPECT_EQ(percentage(kMax - 1, kMax), ">99.9%");
}

RC_GTEST_PROP(Percentage, NeverHidesWhatWasSeenOrMissed, ()) {
  const auto whole = *rc::gen::inRange<std::uint64_t>(2, kMax);
  const auto part = *rc::gen::inRange<std::uint64_t>(1, whole);
  const std::string text = percentage(part, whole);
  RC_ASSERT(text != "0%" && text != "0.0%" && text != "100%" && text != "100.0%");
}

TEST(Odds, AreOneIn) {
  EXPECT_EQ(odds(1, 1), "always");
  EXPECT_EQ(odds(2, 3), "1 in 1.5");
  EXPECT_EQ(odds(1, 33'000), "1 in 33,000");
  EXPECT_EQ(odds(3, 100'000), "1 in 33,333");
}

}  // namespace
}  // namespace tenter
