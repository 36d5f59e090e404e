#include "explore/schedule/replay.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "explore/schedule/random_walk.h"
#include "machine.h"

namespace tenter::explore::test::replay_test {
namespace {

Replay replayed(const Threads& threads, Tasks tasks) {
  Replay replay(std::move(tasks));
  EXPECT_EQ(run_all(threads, replay).size(), 1U);
  return replay;
}

const Threads kTwoByTwo(2, {on(0, Op::atomic_load), on(0, Op::atomic_store)});

RC_GTEST_PROP(Replay, FollowsAnExecutionToItsEnd, (std::uint64_t seed)) {
  const Threads threads = random_threads(3, 6);
  RandomWalk walk(seed);
  const Tasks tasks = run(threads, walk);
  const Replay replay = replayed(threads, tasks);
  RC_ASSERT(!replay.mismatch());
  RC_ASSERT(replay.taken().tasks == tasks);
  RC_ASSERT(replay.taken().preemptions.size() == preemptions_of(threads, tasks));
}

RC_GTEST_PROP(Replay, OfAnyListComesToAnEnd, (const Tasks& tasks)) {
  const Threads threads = random_threads(3, 6);
  const Replay replay = replayed(threads, tasks);
  RC_ASSERT(replay.mismatch().has_value() == (replay.taken().tasks != tasks));
  if (!replay.mismatch()) return;
  const std::uint32_t step = replay.mismatch()->step;
  RC_ASSERT(std::equal(tasks.begin(), tasks.begin() + step, replay.taken().tasks.begin()));
  for (const std::uint32_t preemption : replay.taken().preemptions) RC_ASSERT(preemption < step);
}

TEST(Replay, TellsWhichStepsArePreemptions) {
  EXPECT_EQ(replayed(kTwoByTwo, {0, 1, 0, 1}).taken().preemptions, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_TRUE(replayed(kTwoByTwo, {1, 1, 0, 0}).taken().preemptions.empty());
}

TEST(Replay, GoesOnWhereTheListIsOver) {
  const Replay replay = replayed(kTwoByTwo, {0, 1});
  EXPECT_EQ(replay.taken().tasks, (Tasks{0, 1, 1, 0}));
  ASSERT_TRUE(replay.mismatch());
  EXPECT_EQ(replay.mismatch()->step, 2U);
  EXPECT_EQ(replay.mismatch()->wanted, kNoTask);
  EXPECT_EQ(replay.mismatch()->enabled, TaskSet(0) | TaskSet(1));
  EXPECT_FALSE(replay.mismatch()->pending);
}

TEST(Replay, NotesWhoHadToWait) {
  const Threads threads(2, {on(0, Op::lock), on(0, Op::unlock)});
  const Replay replay = replayed(threads, {1, 0, 0, 1});
  EXPECT_EQ(replay.taken().tasks, (Tasks{1, 1, 0, 0}));
  ASSERT_TRUE(replay.mismatch());
  EXPECT_EQ(replay.mismatch()->step, 1U);
  EXPECT_EQ(replay.mismatch()->wanted, 0U);
  EXPECT_EQ(replay.mismatch()->enabled, TaskSet(1));
  ASSERT_TRUE(replay.mismatch()->pending);
  EXPECT_EQ(replay.mismatch()->pending->op, Op::lock);
}

TEST(Replay, NotesWhoIsNotThere) {
  for (const std::uint8_t nobody : Tasks{2, 63, 64, 255}) {
    const Replay replay = replayed(kTwoByTwo, {0, nobody});
    EXPECT_EQ(replay.taken().tasks, (Tasks{0, 0, 1, 1}));
    ASSERT_TRUE(replay.mismatch());
    EXPECT_EQ(replay.mismatch()->step, 1U);
    EXPECT_EQ(replay.mismatch()->wanted, nobody);
    EXPECT_FALSE(replay.mismatch()->pending);
  }
}

TEST(Replay, NotesThatTheProgramWasOverFirst) {
  const Replay replay = replayed(kTwoByTwo, {0, 0, 1, 1, 1});
  ASSERT_TRUE(replay.mismatch());
  EXPECT_EQ(replay.mismatch()->step, 4U);
  EXPECT_EQ(replay.mismatch()->wanted, 1U);
  EXPECT_TRUE(replay.mismatch()->enabled.empty());
}

TEST(Replay, NotesTheFirstMismatchOnly) {
  const Replay replay = replayed(kTwoByTwo, {0, 7, 8});
  EXPECT_EQ(replay.mismatch()->step, 1U);
}

}  // namespace
}  // namespace tenter::explore::test::replay_test
