// Compiled with -fstack-protector-all: every function checks a value that it finds through the thread pointer, among
// them those that are entered as one fiber and left after others have run.
#include <gtest/gtest.h>

#include <array>
#include <cstring>

#include "routine.h"

namespace tenter::explore {
namespace {

class StackProtector : public FiberTest {};
INSTANTIATE_TEST_SUITE_P(Both, StackProtector, kBothModes, mode_name);

std::size_t fill(Routine& self, int depth) {
  std::array<char, 100> buffer;
  std::memset(buffer.data(), 'a' + depth, buffer.size() - 1);
  buffer.back() = '\0';
  self.suspend();
  const std::size_t below = depth == 0 ? 0 : fill(self, depth - 1);
  self.suspend();
  return below + std::strlen(buffer.data());
}

TEST_P(StackProtector, FindsItsValueOnEveryFiber) {
  FiberPool pool;
  std::size_t sum = 0;
  auto body = [&](Routine& self) { sum += fill(self, 10); };
  Routine first(pool, body);
  Routine second(pool, body);
  while (!first.done() || !second.done()) {
    if (!first.done()) first.resume();
    if (!second.done()) second.resume();
  }
  EXPECT_EQ(sum, 2u * 11 * 99);
}

using StackProtectorDeathTest = StackProtector;
INSTANTIATE_TEST_SUITE_P(Both, StackProtectorDeathTest, kBothModes, mode_name);

[[gnu::noinline]] void smash(std::size_t size) {
  std::array<char, 16> buffer;
  char* start = buffer.data();
  asm volatile("" : "+r"(start) : : "memory");  // no compiler sees that the writes are too many, or for nothing
  for (std::size_t i = 0; i < size; ++i) start[i] = 'x';
  asm volatile("" : : "r"(start) : "memory");
}

TEST_P(StackProtectorDeathTest, StillGuards) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        FiberPool pool;
        Routine routine(pool, [](Routine&) { smash(48); });
        routine.resume();
      },
      "stack smashing detected|stack-buffer-overflow");
}

}  // namespace
}  // namespace tenter::explore
