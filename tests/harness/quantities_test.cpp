#include "cli/quantities.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tenter::cli::quantities_test {
namespace {

using namespace std::chrono_literals;

TEST(Durations, AreReadWithTheirUnits) {
  EXPECT_EQ(duration_in("200ms"), 200ms);
  EXPECT_EQ(duration_in("5s"), 5s);
  EXPECT_EQ(duration_in("2m"), 2min);
  EXPECT_EQ(duration_in("1.5s"), 1500ms);
  EXPECT_EQ(duration_in("1h"), 1h);
}

TEST(Durations, ThatMakeNoSenseAreRefused) {
  for (const char* text : {"",    "5",    "s",     "-1s", "+1s", "1x",   "1 s",  "1s ",          " 1s",    "0s",
                           "0ms", "1e3s", "1..5s", ".",   ".s",  "nans", "infs", "99999999999h", "1.5.2s", "5S"}) {
    EXPECT_EQ(duration_in(text), std::nullopt) << text;
  }
}

RC_GTEST_PROP(Durations, OfAnyWholeMilliseconds, ()) {
  const int count = *rc::gen::inRange(1, 1'000'000);
  RC_ASSERT(duration_in(std::to_string(count) + "ms") == std::chrono::milliseconds(count));
}

RC_GTEST_PROP(Durations, OfAnyTextDoNoHarm, (const std::string& text)) { (void)duration_in(text); }

TEST(Sizes, AreReadInPowersOf1024) {
  EXPECT_EQ(bytes_in("512M"), 512U << 20U);
  EXPECT_EQ(bytes_in("2GiB"), std::uint64_t{2} << 30U);
  EXPECT_EQ(bytes_in("64K"), 65536U);
  EXPECT_EQ(bytes_in("12"), std::nullopt);
  EXPECT_EQ(bytes_in("0M"), std::nullopt);
}

TEST(Counts, AreDigits) {
  EXPECT_EQ(count_in("18446744073709551615"), ~std::uint64_t{0});
  for (const char* text : {"", "-1", "+1", "1.0", "18446744073709551616", "0x10"}) {
    EXPECT_EQ(count_in(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace tenter::cli::quantities_test
