#include "stress/sizing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tenter::stress::sizing_test {
namespace {

using namespace std::chrono_literals;

TEST(Sizing, BeginsWithOne) { EXPECT_EQ(Sizing({0}).next(0, 4096, 1h), 1U); }

TEST(Sizing, GrowsToWhatIsWantedWhileItIsCheap) {
  Sizing sizing({0});
  std::size_t count = 0;
  for (int batch = 0; batch < 5; ++batch) {
    count = sizing.next(0, 4096, 20ms);
    sizing.ran(0, count, std::chrono::nanoseconds(10 * count));
  }
  EXPECT_EQ(count, 4096U);
}

TEST(Sizing, ExceedsTheTimeAllowedAtMostTwice) {
  Sizing sizing({0});
  for (int batch = 0; batch < 10; ++batch) {
    const std::size_t count = sizing.next(0, 4096, 20ms);
    EXPECT_LE(count, 2 * 20U);
    sizing.ran(0, count, count * 1ms);
  }
  sizing.ran(0, 21, 21ms);
  EXPECT_EQ(sizing.next(0, 4096, 20ms), 20U);
  EXPECT_EQ(sizing.next(0, 4096, 3ms), 3U);
}

TEST(Sizing, NeverGivesNone) {
  Sizing sizing({0});
  sizing.ran(0, 1, 10s);
  EXPECT_EQ(sizing.next(0, 4096, 1ms), 1U);
  EXPECT_EQ(sizing.next(0, 4096, -1ms), 1U);
}

TEST(Sizing, KnowsEachConfigurationsCost) {
  Sizing sizing({0, 1});
  sizing.ran(0, 1, 1s);
  sizing.ran(1, 1, 1ns);
  EXPECT_EQ(sizing.next(0, 4096, 20ms), 1U);
  EXPECT_EQ(sizing.next(1, 4096, 20ms), 8U);
}

// Were the wait at the batch's boundaries taken for the cost of executions, batches would never leave the ground.
TEST(Sizing, GrowsAlthoughEachBatchTakesLongToBegin) {
  Sizing sizing({0});
  std::size_t count = 0;
  for (int batch = 0; batch < 10; ++batch) {
    count = sizing.next(0, 256, 20ms);
    sizing.ran(0, count, 19ms + count * 1us);
  }
  EXPECT_EQ(count, 256U);
}

TEST(Sizing, BeginsWhereItsKinHaveGotTo) {
  Sizing sizing({0, 0, 1});
  sizing.ran(0, 100, 100us);
  EXPECT_EQ(sizing.next(1, 4096, 20ms), 800U);
  EXPECT_EQ(sizing.next(2, 4096, 20ms), 1U);
}

RC_GTEST_PROP(Sizing, IsBetweenOneAndWhatIsWanted, (std::uint32_t nanoseconds)) {
  const auto wanted = *rc::gen::inRange<std::size_t>(1, 5000);
  const auto ran = *rc::gen::inRange<std::size_t>(1, 5000);
  Sizing sizing({0});
  sizing.ran(0, ran, std::chrono::nanoseconds(nanoseconds));
  const std::size_t next = sizing.next(0, wanted, 20ms);
  RC_ASSERT(next >= 1U && next <= wanted);
}

}  // namespace
}  // namespace tenter::stress::sizing_test
