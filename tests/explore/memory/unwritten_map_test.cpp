#include "explore/memory/unwritten_map.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace tenter::explore::test::unwritten_map_test {
namespace {

constexpr std::size_t kCapacity = 1024;

class UnwrittenMapTest : public testing::Test {
 protected:
  std::vector<std::byte> memory_ = std::vector<std::byte>(kCapacity);
  const std::byte* base_ = memory_.data();
  UnwrittenMap map_{base_, kCapacity};
};

TEST_F(UnwrittenMapTest, KnowsEachByte) {
  EXPECT_FALSE(map_.any(base_, kCapacity));
  map_.allocated(base_ + 60, 10);
  EXPECT_TRUE(map_.any(base_ + 60, 1));
  EXPECT_FALSE(map_.any(base_ + 59, 1));
  EXPECT_FALSE(map_.any(base_ + 70, 8));
  map_.written(base_ + 62, 4);
  EXPECT_FALSE(map_.any(base_ + 62, 4));
  EXPECT_TRUE(map_.any(base_ + 62, 5));
}

TEST_F(UnwrittenMapTest, CopiesWhatIsKnown) {
  map_.allocated(base_ + 16, 16);
  map_.written(base_ + 20, 4);
  map_.allocated(base_ + 64, 32);
  map_.copied(base_ + 64, base_ + 16, 16);
  EXPECT_TRUE(map_.any(base_ + 64, 4));
  EXPECT_FALSE(map_.any(base_ + 68, 4));
  EXPECT_TRUE(map_.any(base_ + 72, 8));
}

TEST_F(UnwrittenMapTest, GoesBackToWhatIsKept) {
  map_.keep(base_ + 128);
  map_.allocated(base_ + 32, 64);
  map_.allocated(base_ + 160, 64);
  map_.restore();
  map_.clear(base_ + 128, base_ + 224);
  EXPECT_FALSE(map_.any(base_, kCapacity));
}

// Against a flag for each byte.
RC_GTEST_PROP(UnwrittenMap, IsAFlagForEachByte, ()) {
  static const std::vector<std::byte> memory(kCapacity);
  UnwrittenMap map(memory.data(), kCapacity);
  std::array<bool, kCapacity> wanted{};
  for (int times = *rc::gen::inRange(0, 50); times > 0; --times) {
    const auto first = *rc::gen::inRange<std::size_t>(0, kCapacity);
    const auto size = *rc::gen::inRange<std::size_t>(1, std::min<std::size_t>(kCapacity - first, 200) + 1);
    const bool fresh = *rc::gen::inRange(0, 2) == 0;
    fresh ? map.allocated(memory.data() + first, size) : map.written(memory.data() + first, size);
    std::fill_n(wanted.begin() + static_cast<std::ptrdiff_t>(first), size, fresh);
  }
  for (std::size_t i = 0; i < kCapacity; ++i) RC_ASSERT(map.any(memory.data() + i, 1) == wanted[i]);
  for (std::size_t i = 0; i + 130 <= kCapacity; i += 7) {
    const auto from = wanted.begin() + static_cast<std::ptrdiff_t>(i);
    RC_ASSERT(map.any(memory.data() + i, 130) == (std::find(from, from + 130, true) != from + 130));
  }
}

}  // namespace
}  // namespace tenter::explore::test::unwritten_map_test
