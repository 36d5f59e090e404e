// The chances of orders under partial order sampling, against those computed by hand.
#include "explore/schedule/pos.h"

#include <gtest/gtest.h>

#include <vector>

#include "machine.h"
#include "statistics.h"

namespace tenter::explore::test::pos_test {
namespace {

constexpr std::uint64_t kTries = 40'000;

// How often the second of two threads makes its first step when the other one is finished.
double share_last(const Threads& threads) {
  Tasks wanted(threads[0].size(), 0);
  wanted.insert(wanted.end(), threads[1].size(), 1);
  Pos pos(test_seed());
  std::uint64_t last = 0;
  for (std::uint64_t i = 0; i < kTries; ++i) {
    pos.begin();
    last += run(threads, pos) == wanted ? 1 : 0;
  }
  return static_cast<double>(last) / kTries;
}

// Its priority is the lowest of 22; a random walk would put it last once in two million executions.
TEST(Pos, IsNotWornOutByIndependentSteps) {
  SCOPED_TRACE(seed_note());
  const Threads threads{std::vector<Operation>(21, on(1, Op::atomic_store)), {on(0, Op::atomic_load)}};
  EXPECT_NEAR(share_last(threads), 1.0 / 22, tolerance(kTries));
}

// Without drawing anew it would be the lowest of three.
TEST(Pos, DrawsAnewWhatRaces) {
  SCOPED_TRACE(seed_note());
  const Threads threads{std::vector<Operation>(2, on(0, Op::atomic_store)), {on(0, Op::atomic_load)}};
  EXPECT_NEAR(share_last(threads), 1.0 / 4, tolerance(kTries));
}

TEST(Pos, DoesNotDrawAnewForTwoLoads) {
  SCOPED_TRACE(seed_note());
  const Threads threads{std::vector<Operation>(2, on(0, Op::atomic_load)), {on(0, Op::atomic_load)}};
  EXPECT_NEAR(share_last(threads), 1.0 / 3, tolerance(kTries));
}

// The lock and the unlock of the first thread race with the lock of the second one, which waits in between.
TEST(Pos, DrawsAnewForWhoWaits) {
  SCOPED_TRACE(seed_note());
  const Threads threads{{on(0, Op::lock), on(0, Op::unlock), on(1, Op::atomic_load)},
                        {on(0, Op::lock), on(0, Op::unlock)}};
  EXPECT_NEAR(share_last(threads), 1.0 / 4, tolerance(kTries));
}

// The second thread has to wait for a step that does not race with its own. Given that it was the lower one of two,
// it is the higher one of the next two once in three times; with a priority drawn anew it would be every other time.
TEST(Pos, DoesNotDrawAnewForHavingWaited) {
  SCOPED_TRACE(seed_note());
  const std::vector<Operation> pending{on(0, Op::atomic_store), on(1, Op::atomic_store)};
  Pos pos(test_seed());
  std::uint64_t lower = 0;
  std::uint64_t then_higher = 0;
  for (std::uint64_t i = 0; i < 2 * kTries; ++i) {
    pos.begin();
    if (pos.choose({TaskSet{0, 1}, {}, kNoTask, pending}) != 0) continue;
    ++lower;
    pos.stepped(0, {pending.data(), 1});
    pos.choose({TaskSet{0}, TaskSet{1}, 0, pending});
    pos.stepped(0, {pending.data(), 1});
    then_higher += pos.choose({TaskSet{0, 1}, {}, 0, pending});
  }
  EXPECT_NEAR(static_cast<double>(then_higher) / static_cast<double>(lower), 1.0 / 3, tolerance(lower));
}

TEST(Pos, DoesTheSameWithTheSameSeed) {
  const Threads threads(3, {on(0, Op::atomic_load), on(0, Op::atomic_store), on(1, Op::atomic_update)});
  Pos one(7);
  Pos other(7);
  for (int i = 0; i < 100; ++i) {
    one.begin();
    other.begin();
    EXPECT_EQ(run(threads, one), run(threads, other));
  }
}

}  // namespace
}  // namespace tenter::explore::test::pos_test
