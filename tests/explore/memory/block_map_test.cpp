#include "explore/memory/block_map.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <vector>

namespace tenter::explore::test::block_map_test {
namespace {

constexpr std::size_t kCapacity = 64 * 1024;

class BlockMapTest : public testing::Test {
 protected:
  std::vector<std::byte> memory_ = std::vector<std::byte>(kCapacity);
  const std::byte* base_ = memory_.data();
  BlockMap map_{base_, kCapacity};
};

TEST_F(BlockMapTest, KnowsWhatIsFree) {
  map_.allocated(base_ + 32, 64);
  EXPECT_FALSE(map_.any_freed(base_ + 32, 64));
  map_.freed(base_ + 32, 64);
  EXPECT_TRUE(map_.any_freed(base_ + 95, 1));
  EXPECT_TRUE(map_.any_freed(base_ + 24, 16)) << "its end is";
  EXPECT_FALSE(map_.any_freed(base_ + 96, 1));
  EXPECT_FALSE(map_.any_freed(base_, 32));
  map_.allocated(base_ + 32, 32);
  EXPECT_FALSE(map_.any_freed(base_ + 32, 32));
}

TEST_F(BlockMapTest, KnowsWhereBlocksBegin) {
  map_.allocated(base_ + 32, 64);
  EXPECT_TRUE(map_.begins(base_ + 32));
  EXPECT_FALSE(map_.begins(base_ + 48));
  EXPECT_FALSE(map_.begins(base_ + 33));
  map_.freed(base_ + 32, 64);
  EXPECT_TRUE(map_.begins(base_ + 32));
}

// Against one flag for each block; blocks are of one to five granules each.
RC_GTEST_PROP(BlockMap, GoesBackToWhatIsKept, (std::uint32_t lengths)) {
  static const std::vector<std::byte> memory(kCapacity);
  constexpr std::size_t kBlocks = 100;
  BlockMap map(memory.data(), kCapacity);
  std::array<std::size_t, kBlocks + 1> first{};
  for (std::size_t i = 0; i < kBlocks; ++i) first[i + 1] = first[i] + 1 + (lengths * (i + 1) >> 16U) % 5;
  const auto at = [&](std::size_t block) { return memory.data() + first[block] * BlockMap::kGranule; };
  const auto below = [](std::size_t end) { return *rc::gen::inRange<std::size_t>(0, end); };
  std::array<bool, kBlocks> wanted{};
  const auto act_on_some = [&](std::size_t begin, std::size_t end) {
    for (std::size_t times = below(20); times > 0; --times) {
      const std::size_t block = begin + below(end - begin);
      const std::size_t size = static_cast<std::size_t>(at(block + 1) - at(block)) - below(BlockMap::kGranule);
      wanted[block] = below(2) == 0;
      wanted[block] ? map.freed(at(block), size) : map.allocated(at(block), size);
    }
  };
  const std::size_t kept = 1 + below(kBlocks - 1);
  act_on_some(0, kept);
  map.keep(at(kept));
  const auto then = wanted;
  for (int round = 0; round < 2; ++round) {
    act_on_some(0, kBlocks);
    for (std::size_t i = 0; i < kBlocks; ++i) {
      RC_ASSERT(map.any_freed(at(i), static_cast<std::size_t>(at(i + 1) - at(i))) == wanted[i]);
    }
    map.clear(at(kept), at(kBlocks));
    map.restore();
    wanted = then;
    for (std::size_t i = 0; i < kBlocks; ++i) RC_ASSERT(map.any_freed(at(i), 1) == wanted[i]);
    for (std::size_t i = kept; i < kBlocks; ++i) RC_ASSERT(!map.begins(at(i)));
  }
}

}  // namespace
}  // namespace tenter::explore::test::block_map_test
