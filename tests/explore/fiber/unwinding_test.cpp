// Whoever walks a fiber's stack stops at its bottom.
#include <execinfo.h>
#include <gtest/gtest.h>
#include <unwind.h>

#include <array>
#include <stdexcept>

#include "routine.h"

namespace tenter::explore {
namespace {

class Unwinding : public FiberTest {};
INSTANTIATE_TEST_SUITE_P(Both, Unwinding, kBothModes, mode_name);

struct Walk {
  int frames = 0;
  bool left_the_stack = false;
  StackBounds stack;
};

_Unwind_Reason_Code count_frame(_Unwind_Context* context, void* argument) {
  auto& walk = *static_cast<Walk*>(argument);
  const auto* const frame = reinterpret_cast<const std::byte*>(_Unwind_GetCFA(context));
  walk.left_the_stack |= frame < walk.stack.lowest || frame > walk.stack.top + 16;
  return ++walk.frames < 1000 ? _URC_NO_REASON : _URC_NORMAL_STOP;
}

[[gnu::noinline]] int walk_from(int depth, Walk& walk) {
  if (depth > 0) return walk_from(depth - 1, walk) + 1;
  return _Unwind_Backtrace(&count_frame, &walk);
}

TEST_P(Unwinding, EndsAtTheBottom) {
  FiberPool pool;
  Walk walk;
  int end = -1;
  Routine routine(pool, [&](Routine& self) {
    walk.stack = self.fiber().stack();
    self.suspend();  // resumed from elsewhere, that is not its caller
    end = walk_from(0, walk);
  });
  routine.resume();
  routine.resume();
  EXPECT_EQ(end, _URC_END_OF_STACK);
  EXPECT_FALSE(walk.left_the_stack);
  EXPECT_GE(walk.frames, 3);
  EXPECT_LT(walk.frames, 20);
}

TEST_P(Unwinding, BacktraceEnds) {
  FiberPool pool;
  int frames = 0;
  Routine routine(pool, [&](Routine&) {
    std::array<void*, 100> addresses{};
    frames = ::backtrace(addresses.data(), static_cast<int>(addresses.size()));
  });
  routine.resume();
  EXPECT_GE(frames, 2);
  EXPECT_LT(frames, 20);
}

void throw_out(void*) { throw std::runtime_error("nobody catches this"); }

using UnwindingDeathTest = Unwinding;
INSTANTIATE_TEST_SUITE_P(Both, UnwindingDeathTest, kBothModes, mode_name);

TEST_P(UnwindingDeathTest, ExceptionThatLeavesTheFiberTerminates) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        FiberPool pool;
        Fiber& fiber = pool.acquire();
        fiber.prepare(&throw_out, nullptr);
        switch_to(pool.scheduler(), fiber);
      },
      "terminate called after throwing.*nobody catches this");
}

}  // namespace
}  // namespace tenter::explore
