// How often priorities find what a random walk does not.
#include "explore/schedule/pct.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "explore/schedule/random_walk.h"
#include "machine.h"
#include "statistics.h"

namespace tenter::explore::test::pct_test {
namespace {

// Two threads: the first one leaves something broken between its two steps; the second one looks at it after a long
// way. A bug of depth two: the first step before the look, the look before the second step.
constexpr int kWay = 20;
constexpr int kSteps = kWay + 3;

Threads broken_for_a_moment() {
  Threads threads{{on(0, Op::atomic_store), on(0, Op::atomic_store)}, {}};
  threads[1].assign(kWay, on(1, Op::atomic_load));
  threads[1].push_back(on(0, Op::atomic_load));
  return threads;
}

bool looks_in_between(const Tasks& tasks) {
  const auto look = std::find(tasks.rbegin(), tasks.rend(), 1);  // its last step
  return std::count(look, tasks.rend(), 0) == 1;
}

template <class Shows>
std::uint64_t hits(Strategy& strategy, const Threads& threads, std::uint64_t executions, Shows shows) {
  std::uint64_t result = 0;
  for (std::uint64_t i = 0; i < executions; ++i) {
    strategy.begin();
    result += shows(run(threads, strategy)) ? 1 : 0;
  }
  return result;
}

TEST(Pct, FindsABugOfDepthTwoAsOftenAsThePaperPromises) {
  SCOPED_TRACE(seed_note());
  constexpr std::uint64_t kTries = 46'000;
  constexpr double kPromised = 1.0 / (2 * kSteps);
  Pct pct(test_seed(), 2);
  EXPECT_GE(hits(pct, broken_for_a_moment(), kTries, looks_in_between), least_hits(kTries, kPromised));
  // A random walk has to take the second thread 21 times of 22 or more: once in 200,000.
  RandomWalk walk(test_seed());
  EXPECT_LE(hits(walk, broken_for_a_moment(), kTries, looks_in_between), 20U);
}

// The second thread's first step between the first and the second one of the other, its second step after that.
TEST(Pct, FindsABugOfDepthThreeAsOftenAsThePaperPromises) {
  SCOPED_TRACE(seed_note());
  constexpr std::uint64_t kTries = 50'000;
  const Operation store = on(0, Op::atomic_store);
  const auto shows = [](const Tasks& tasks) {
    return tasks == Tasks{0, 1, 0, 0, 1} || tasks == Tasks{0, 1, 0, 1, 0};
  };
  Pct pct(test_seed(), 3);
  const std::uint64_t found = hits(pct, {{store, store, store}, {store, store}}, kTries, shows);
  EXPECT_GE(found, least_hits(kTries, 1.0 / (2 * 5 * 5)));
}

TEST(Pct, OfDepthOneChangesNothing) {
  const Threads threads(3, std::vector<Operation>(4, on(0, Op::atomic_store)));
  Pct pct(test_seed(), 1);
  pct.begin();
  run(threads, pct);  // which is a random walk
  for (int i = 0; i < 1'000; ++i) {
    pct.begin();
    EXPECT_EQ(preemptions_of(threads, run(threads, pct)), 0U);
  }
}

TEST(Pct, DoesTheSameWithTheSameSeed) {
  const Threads threads = broken_for_a_moment();
  Pct one(7);
  Pct other(7);
  for (int i = 0; i < 100; ++i) {
    one.begin();
    other.begin();
    EXPECT_EQ(run(threads, one), run(threads, other));
  }
}

// How often the first thread goes on, all the same, where it gives way.
double share_going_on(Op op) {
  constexpr std::uint64_t kTries = 40'000;
  const Threads threads{{on(0, Op::atomic_store), on(1, op), on(0, Op::atomic_store)}, {on(0, Op::atomic_load)}};
  const auto goes_on = [](const Tasks& tasks) { return tasks == Tasks{0, 0, 0, 1}; };
  Pct pct(test_seed(), 1);
  return static_cast<double>(hits(pct, threads, kTries, goes_on)) / kTries;
}

TEST(Pct, TossesACoinWhereATaskGivesWay) {
  SCOPED_TRACE(seed_note());
  const double tolerated = tolerance(40'000);
  EXPECT_NEAR(share_going_on(Op::atomic_load), 1.0 / 2, tolerated);
  EXPECT_NEAR(share_going_on(Op::yield), 1.0 / 4, tolerated);
  EXPECT_NEAR(share_going_on(Op::sleep), 1.0 / 4, tolerated);
}

TEST(Pct, LetsNobodyStarve) {
  Pct pct(test_seed(), 1);
  const Threads threads(2, std::vector<Operation>(3 * Pct::kPatience, on(0, Op::atomic_load)));
  pct.begin();
  run(threads, pct);
  pct.begin();
  const Tasks tasks = run(threads, pct);
  for (std::uint32_t turn = 0; turn < 4; ++turn) {
    EXPECT_EQ(tasks[turn * Pct::kPatience], tasks[0] ^ (turn % 2)) << turn;
    EXPECT_EQ(tasks[(turn + 1) * Pct::kPatience - 1], tasks[0] ^ (turn % 2)) << turn;
  }
}

}  // namespace
}  // namespace tenter::explore::test::pct_test
