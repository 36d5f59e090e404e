#include "explore/fiber/fault.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <optional>

#include "routine.h"

// What a fiber is abandoned with is leaked on purpose, should LeakSanitizer look.
extern "C" [[gnu::visibility("default")]] int __lsan_is_turned_off();
extern "C" int __lsan_is_turned_off() { return 1; }

namespace tenter::explore {
namespace {

FiberPool* watched = nullptr;
Routine* running = nullptr;
std::optional<Fault> last_fault;

void tell_and_exit(int, siginfo_t* info, void*) {
  const Fault fault = classify_fault(*watched, *info);
  if (fault.kind == Fault::Kind::stack_overflow) {
    std::fprintf(stderr, "stack overflow of fiber %zu\n", fault.fiber);
  } else {
    std::fprintf(stderr, "other fault at %p\n", fault.address);
  }
  ::_exit(3);
}

void note_and_abandon(int, siginfo_t* info, void*) {
  last_fault = classify_fault(*watched, *info);
  running->suspend();
}

void handle_faults(void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action {};
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  ASSERT_EQ(::sigaction(SIGSEGV, &action, nullptr), 0);
}

[[gnu::noinline]] int recurse(int depth) {
  volatile char frame[200];
  frame[0] = static_cast<char>(depth);
  return depth == 1 << 30 ? 0 : recurse(depth + 1) + frame[0];
}

// Runs `body` on fiber number 2, with the handler in place.
void run_on_third_fiber(void (*handler)(int, siginfo_t*, void*), Routine::Body body) {
  FiberPool pool;
  const AlternateStack stack;
  watched = &pool;
  handle_faults(handler);
  pool.acquire();
  pool.acquire();
  Routine routine(pool, std::move(body));
  running = &routine;
  routine.resume();
  ::signal(SIGSEGV, SIG_DFL);
}

class FaultDeathTest : public FiberTest {
 protected:
  FaultDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};
INSTANTIATE_TEST_SUITE_P(Both, FaultDeathTest, kBothModes, mode_name);

TEST_P(FaultDeathTest, DeepRecursionIsAStackOverflowOfItsFiber) {
  EXPECT_EXIT(run_on_third_fiber(&tell_and_exit, [](Routine&) { recurse(0); }), testing::ExitedWithCode(3),
              "stack overflow of fiber 2");
}

TEST_P(FaultDeathTest, NullPointerIsNoStackOverflow) {
  EXPECT_EXIT(run_on_third_fiber(&tell_and_exit,
                                 [](Routine&) {
                                   volatile int* volatile nowhere = nullptr;
                                   *nowhere = 1;
                                 }),
              testing::ExitedWithCode(3), "other fault at \\(nil\\)");
}

class FaultTest : public FiberTest {};
INSTANTIATE_TEST_SUITE_P(Both, FaultTest, kBothModes, mode_name);

TEST_P(FaultTest, HandlerMayLeaveForTheScheduler) {
  for (int i = 0; i < 3; ++i) {
    last_fault.reset();
    run_on_third_fiber(&note_and_abandon, [](Routine&) { recurse(0); });
    ASSERT_TRUE(last_fault.has_value());
    EXPECT_EQ(last_fault->kind, Fault::Kind::stack_overflow);
    EXPECT_EQ(last_fault->fiber, 2u);
  }
}

TEST(Fault, OnlyTheGuardIsAnOverflow) {
  FiberPool pool;
  pool.acquire();
  const Fiber& fiber = pool.acquire();
  const StackBounds& stack = fiber.stack();
  EXPECT_EQ(pool.overflowed(stack.lowest - 1), fiber.index());
  EXPECT_EQ(pool.overflowed(stack.guard), fiber.index());
  EXPECT_EQ(pool.overflowed(stack.guard - 1), std::nullopt);
  EXPECT_EQ(pool.overflowed(stack.lowest), std::nullopt);
  EXPECT_EQ(pool.overflowed(stack.top), std::nullopt);
  EXPECT_EQ(pool.overflowed(nullptr), std::nullopt);
  EXPECT_EQ(pool.overflowed(&pool), std::nullopt);
}

TEST(Fault, SignalSentByAProcessIsNoOverflow) {
  FiberPool pool;
  siginfo_t info{};
  info.si_signo = SIGSEGV;
  info.si_addr = pool.acquire().stack().guard;
  info.si_code = SI_USER;
  EXPECT_EQ(classify_fault(pool, info).kind, Fault::Kind::other);
  info.si_code = SEGV_ACCERR;
  EXPECT_EQ(classify_fault(pool, info).kind, Fault::Kind::stack_overflow);
}

}  // namespace
}  // namespace tenter::explore
