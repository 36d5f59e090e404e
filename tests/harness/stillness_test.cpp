// Who stands still, and who only gets no processor.
#include "session/stillness.h"

#include <gtest/gtest.h>

namespace tenter::session::stillness_test {
namespace {

using namespace std::chrono_literals;

constexpr nanoseconds kPatience = 1s;
constexpr nanoseconds kTick = 20ms;

// After how many ticks a worker that changes nothing is given up; `waits` of each tick it waits for a processor.
int ticks_until_too_long(nanoseconds waits) {
  Stillness stillness(kPatience);
  nanoseconds waited{};
  stillness.too_long(1, kTick, [] { return 0ns; });
  for (int ticks = 1;; ++ticks) {
    waited += waits;
    if (stillness.too_long(1, kTick, [&] { return waited; })) return ticks;
  }
}

TEST(Stillness, EndsThePatience) { EXPECT_EQ(ticks_until_too_long(0ns), kPatience / kTick); }

TEST(Stillness, ForgivesWaitingForAProcessor) {
  EXPECT_NEAR(ticks_until_too_long(kTick / 2), 2 * (kPatience / kTick), 1);
}

TEST(Stillness, ForgivesOnlySoMuch) {
  EXPECT_NEAR(ticks_until_too_long(kTick), (1 + Stillness::kMostExcused) * (kPatience / kTick), 1);
}

TEST(Stillness, BeginsAgainWithEveryChange) {
  Stillness stillness(kPatience);
  for (std::uint64_t pulse = 0; pulse < 1000; ++pulse) {
    ASSERT_FALSE(stillness.too_long(pulse / 40, kTick, [] { return 0ns; }));
  }
}

}  // namespace
}  // namespace tenter::session::stillness_test
