#include "stress/barrier.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace tenter::stress::barrier_test {
namespace {

// Every thread adds one in each phase; whoever completes the phase must see all of them, exactly once.
void meet_often(std::size_t threads, int phases, Patience patience) {
  Barrier barrier(threads, patience);
  std::vector<int> counts(threads);  // plain: the barrier is all that orders them
  int completed = 0;
  const auto work = [&](std::size_t self) {
    for (int phase = 1; phase <= phases; ++phase) {
      ++counts[self];
      barrier.meet([&] {
        ++completed;
        for (const int count : counts) EXPECT_EQ(count, phase);
      });
      EXPECT_EQ(completed, phase);
      barrier.meet([] {});
    }
  };
  std::vector<std::thread> pool;
  for (std::size_t i = 0; i < threads; ++i) pool.emplace_back(work, i);
  for (std::thread& thread : pool) thread.join();
  EXPECT_EQ(completed, phases);
}

TEST(Barrier, OfOneDoesNotWait) { meet_often(1, 1000, {0, 0}); }
TEST(Barrier, Spinning) { meet_often(2, 2000, patience_for(2, 2)); }
TEST(Barrier, OnASingleCore) { meet_often(3, 500, patience_for(3, 1)); }
TEST(Barrier, SleepingAtOnce) { meet_often(5, 500, {0, 0}); }
TEST(Barrier, ManyMoreThreadsThanCores) { meet_often(64, 30, patience_for(64, 2)); }

TEST(Patience, SpinsOnlyAsLongAsAllCanRun) {
  EXPECT_GT(patience_for(2, 2).spins, patience_for(3, 2).spins);
  EXPECT_EQ(patience_for(2, 1).spins, 0U);
}

TEST(Counter, WaitsForNothingThatHasBeenReached) {
  Counter counter;
  EXPECT_EQ(counter.advance(), 1U);
  EXPECT_EQ(counter.advance(), 2U);
  counter.wait_for(1, {0, 0});
  counter.wait_for(2, {0, 0});
  counter.wait_for(0U - 5U, {0, 0});  // five before 0: it wraps
}

TEST(Counter, WakesWhoSleeps) {
  Counter counter;
  std::thread sleeper([&] { counter.wait_for(1, {0, 0}); });
  counter.advance();
  counter.wake();
  sleeper.join();
}

}  // namespace
}  // namespace tenter::stress::barrier_test
