#include "explore/memory/arena.h"

#include <gtest/gtest.h>

#include <cstring>

#include "letting_writes.h"

namespace tenter::explore::test::arena_test {
namespace {

bool all_zero(const void* block, std::size_t size) {
  const auto* const bytes = static_cast<const unsigned char*>(block);
  for (std::size_t i = 0; i < size; ++i) {
    if (bytes[i] != 0) return false;
  }
  return true;
}

TEST(Arena, GivesTheSameAddressesAgainAndZeroes) {
  Arena arena;
  void* const first = arena.allocate(100);
  std::memset(first, 1, 100);
  arena.free(first);
  arena.reset();
  EXPECT_EQ(arena.allocate(100), first);
  EXPECT_TRUE(all_zero(first, 100));
}

TEST(Arena, WhatIsKeptIsAsItWasThen) {
  Arena arena;
  const LettingWrites letting([&](const void* address) { return arena.let_write(address); });
  auto* const kept = static_cast<char*>(arena.allocate(20'000));
  void* const freed = arena.allocate(40);
  arena.free(freed);
  std::strcpy(kept, "kept");
  arena.keep();
  void* const first = arena.allocate(40);
  EXPECT_GT(first, freed) << "what was freed before is not used again";
  arena.reset();
  for (int i = 0; i < 3; ++i) {
    void* const block = arena.allocate(40);
    EXPECT_EQ(block, first);
    EXPECT_TRUE(all_zero(block, 40));
    EXPECT_GT(arena.allocate(40), block);
    EXPECT_STREQ(kept, "kept");
    kept[0] = kept[19'999] = 'x';
    arena.free(kept);
    arena.reset();
    EXPECT_EQ(kept[19'999], 0);
  }
}

TEST(Arena, EachOwnerRecyclesWhatItHasFreedItself) {
  Arena arena;
  void* const block = arena.allocate(40, 16, 1);
  void* const others = arena.allocate(40, 16, 2);
  arena.free(block, 2);
  void* const fresh = arena.allocate(40, 16, 1);
  EXPECT_NE(fresh, block);
  EXPECT_EQ(arena.allocate(40, 16, 2), block);
  arena.reset();
  // In any order of the owners.
  EXPECT_EQ(arena.allocate(40, 16, 2), others);
  EXPECT_EQ(arena.allocate(40, 16, 1), block);
  EXPECT_EQ(arena.allocate(40, 16, 1), fresh);
}

TEST(Arena, CommonBlocksAreForWhoComesFirst) {
  Arena arena;
  const std::uint32_t size_class = Arena::size_class(40, 16);
  void* const block = arena.allocate_common(40, 1);
  EXPECT_FALSE(arena.has_common(size_class));
  arena.free_common(block);
  EXPECT_TRUE(arena.has_common(size_class));
  EXPECT_TRUE(arena.block_at(block)->freed);
  EXPECT_NE(arena.allocate(40, 16, 1), block);
  EXPECT_EQ(arena.allocate_common(33, 2), block);
  EXPECT_EQ(arena.block_at(block)->size, 33U);
  EXPECT_FALSE(arena.has_common(size_class));
  arena.free_common(block);
  arena.reset();
  EXPECT_FALSE(arena.has_common(size_class));
}

TEST(Arena, RefusesWhatNoProgramNeeds) {
  Arena arena;
  EXPECT_EQ(arena.allocate(Arena::kLargest + 1), nullptr);
}

}  // namespace
}  // namespace tenter::explore::test::arena_test
