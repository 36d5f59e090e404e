// What executions with the same beginning must have in common.
#include "explore/search/prefix_check.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace tenter::explore::test::prefix_check_test {
namespace {

constexpr Operation kLoad{Op::atomic_load, 4, 0x1000, 0x10, 0};
constexpr Operation kStore{Op::atomic_store, 4, 0x1000, 0x20, 0};

struct Chosen {
  TaskSet enabled;
  TaskId task;
  std::array<Operation, 3> pending{{kLoad, kLoad, kStore}};
};

// False when a choice could not be made.
bool run(PrefixCheck& prefix_check, const std::vector<Chosen>& choices, Ending ending = Ending::finished) {
  prefix_check.begin();
  for (const Chosen& choice : choices) {
    if (!prefix_check.comes_to({choice.enabled, {}, kNoTask, choice.pending}, choice.task)) return false;
  }
  prefix_check.ends(ending);
  return true;
}

const std::vector<Chosen> kOnceOneThenTwo = {{{1, 2}, 1}, {{1, 2}, 2}, {{1}, 1}};

TEST(PrefixCheck, FindsNothingInTheSameExecution) {
  PrefixCheck prefix_check;
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(run(prefix_check, kOnceOneThenTwo));
    EXPECT_FALSE(prefix_check.divergence());
  }
}

TEST(PrefixCheck, FindsNothingInAnotherOneAfterAnotherChoice) {
  PrefixCheck prefix_check;
  run(prefix_check, kOnceOneThenTwo);
  EXPECT_TRUE(run(prefix_check, {{{1, 2}, 1}, {{1, 2}, 1}, {{2}, 2}, {{2}, 2}}));
  EXPECT_FALSE(prefix_check.divergence());
}

TEST(PrefixCheck, FindsAnotherOperation) {
  PrefixCheck prefix_check;
  run(prefix_check, kOnceOneThenTwo);
  EXPECT_TRUE(run(prefix_check, {{{1, 2}, 1}, {{1, 2}, 2, {{kLoad, kLoad, kLoad}}}, {{1}, 1}}));
  ASSERT_TRUE(prefix_check.divergence());
  EXPECT_EQ(prefix_check.divergence()->step, 1U);
  EXPECT_EQ(prefix_check.divergence()->before->operation.op, Op::atomic_store);
  EXPECT_EQ(prefix_check.divergence()->now->operation.op, Op::atomic_load);
}

// Of the choice that was made before, though another one is made now.
TEST(PrefixCheck, FindsAnotherOperationWhereTheyPart) {
  PrefixCheck prefix_check;
  run(prefix_check, kOnceOneThenTwo);
  EXPECT_TRUE(run(prefix_check, {{{1, 2}, 1}, {{1, 2}, 1, {{kLoad, kLoad, kLoad}}}, {{2}, 2}}));
  ASSERT_TRUE(prefix_check.divergence());
  EXPECT_EQ(prefix_check.divergence()->step, 1U);
}

TEST(PrefixCheck, FindsATaskThatCannotGoOn) {
  PrefixCheck prefix_check;
  run(prefix_check, kOnceOneThenTwo);
  EXPECT_FALSE(run(prefix_check, {{{1, 2}, 1}, {{1}, 2}}));
  ASSERT_TRUE(prefix_check.divergence());
  EXPECT_EQ(prefix_check.divergence()->step, 1U);
  EXPECT_EQ(prefix_check.divergence()->before->task, 2U);
  EXPECT_FALSE(prefix_check.divergence()->now);
}

// Whatever the execution before has done.
TEST(PrefixCheck, FindsAChoiceThatIsNone) {
  PrefixCheck prefix_check;
  EXPECT_FALSE(run(prefix_check, {{{1}, 2}}));
  EXPECT_TRUE(prefix_check.divergence());
}

TEST(PrefixCheck, FindsAnEarlierEnd) {
  PrefixCheck prefix_check;
  run(prefix_check, kOnceOneThenTwo);
  EXPECT_TRUE(run(prefix_check, {{{1, 2}, 1}, {{1, 2}, 2}}));
  ASSERT_TRUE(prefix_check.divergence());
  EXPECT_EQ(prefix_check.divergence()->step, 2U);
  EXPECT_FALSE(prefix_check.divergence()->now);
}

TEST(PrefixCheck, FindsALaterEnd) {
  PrefixCheck prefix_check;
  run(prefix_check, {{{1, 2}, 1}, {{1, 2}, 2}});
  EXPECT_TRUE(run(prefix_check, kOnceOneThenTwo));
  ASSERT_TRUE(prefix_check.divergence());
  EXPECT_EQ(prefix_check.divergence()->step, 2U);
  EXPECT_FALSE(prefix_check.divergence()->before);
}

TEST(PrefixCheck, FindsNothingInWhatWasGivenUp) {
  PrefixCheck prefix_check;
  run(prefix_check, {{{1, 2}, 1}, {{1, 2}, 2}}, Ending::abandoned);
  EXPECT_TRUE(run(prefix_check, kOnceOneThenTwo));
  EXPECT_FALSE(prefix_check.divergence());
  EXPECT_TRUE(run(prefix_check, {{{1, 2}, 1}}, Ending::abandoned));
  EXPECT_FALSE(prefix_check.divergence());
}

}  // namespace
}  // namespace tenter::explore::test::prefix_check_test
