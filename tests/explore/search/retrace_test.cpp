// What executions with the same beginning must have in common.
#include "explore/search/retrace.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace tenter::explore::test {
namespace {

constexpr Operation kLoad{Op::atomic_load, 4, 0x1000, 0x10, 0};
constexpr Operation kStore{Op::atomic_store, 4, 0x1000, 0x20, 0};

struct Chosen {
  TaskSet enabled;
  TaskId task;
  std::array<Operation, 3> pending{{kLoad, kLoad, kStore}};
};

// False when a choice could not be made.
bool run(Retrace& retrace, const std::vector<Chosen>& choices, Ending ending = Ending::finished) {
  retrace.begin();
  for (const Chosen& choice : choices) {
    if (!retrace.comes_to({choice.enabled, 0, kNoTask, choice.pending}, choice.task)) return false;
  }
  retrace.ends(ending);
  return true;
}

const std::vector<Chosen> kOnceOneThenTwo = {{0b110, 1}, {0b110, 2}, {0b010, 1}};

TEST(Retrace, FindsNothingInTheSameExecution) {
  Retrace retrace;
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(run(retrace, kOnceOneThenTwo));
    EXPECT_FALSE(retrace.departure());
  }
}

TEST(Retrace, FindsNothingInAnotherOneAfterAnotherChoice) {
  Retrace retrace;
  run(retrace, kOnceOneThenTwo);
  EXPECT_TRUE(run(retrace, {{0b110, 1}, {0b110, 1}, {0b100, 2}, {0b100, 2}}));
  EXPECT_FALSE(retrace.departure());
}

TEST(Retrace, FindsAnotherOperation) {
  Retrace retrace;
  run(retrace, kOnceOneThenTwo);
  EXPECT_TRUE(run(retrace, {{0b110, 1}, {0b110, 2, {{kLoad, kLoad, kLoad}}}, {0b010, 1}}));
  ASSERT_TRUE(retrace.departure());
  EXPECT_EQ(retrace.departure()->step, 1U);
  EXPECT_EQ(retrace.departure()->before->operation.op, Op::atomic_store);
  EXPECT_EQ(retrace.departure()->now->operation.op, Op::atomic_load);
}

// Of the choice that was made before, though another one is made now.
TEST(Retrace, FindsAnotherOperationWhereTheyPart) {
  Retrace retrace;
  run(retrace, kOnceOneThenTwo);
  EXPECT_TRUE(run(retrace, {{0b110, 1}, {0b110, 1, {{kLoad, kLoad, kLoad}}}, {0b100, 2}}));
  ASSERT_TRUE(retrace.departure());
  EXPECT_EQ(retrace.departure()->step, 1U);
}

TEST(Retrace, FindsATaskThatCannotGoOn) {
  Retrace retrace;
  run(retrace, kOnceOneThenTwo);
  EXPECT_FALSE(run(retrace, {{0b110, 1}, {0b010, 2}}));
  ASSERT_TRUE(retrace.departure());
  EXPECT_EQ(retrace.departure()->step, 1U);
  EXPECT_EQ(retrace.departure()->before->task, 2U);
  EXPECT_FALSE(retrace.departure()->now);
}

// Whatever the execution before has done.
TEST(Retrace, FindsAChoiceThatIsNone) {
  Retrace retrace;
  EXPECT_FALSE(run(retrace, {{0b010, 2}}));
  EXPECT_TRUE(retrace.departure());
}

TEST(Retrace, FindsAnEarlierEnd) {
  Retrace retrace;
  run(retrace, kOnceOneThenTwo);
  EXPECT_TRUE(run(retrace, {{0b110, 1}, {0b110, 2}}));
  ASSERT_TRUE(retrace.departure());
  EXPECT_EQ(retrace.departure()->step, 2U);
  EXPECT_FALSE(retrace.departure()->now);
}

TEST(Retrace, FindsALaterEnd) {
  Retrace retrace;
  run(retrace, {{0b110, 1}, {0b110, 2}});
  EXPECT_TRUE(run(retrace, kOnceOneThenTwo));
  ASSERT_TRUE(retrace.departure());
  EXPECT_EQ(retrace.departure()->step, 2U);
  EXPECT_FALSE(retrace.departure()->before);
}

TEST(Retrace, FindsNothingInWhatWasGivenUp) {
  Retrace retrace;
  run(retrace, {{0b110, 1}, {0b110, 2}}, Ending::abandoned);
  EXPECT_TRUE(run(retrace, kOnceOneThenTwo));
  EXPECT_FALSE(retrace.departure());
  EXPECT_TRUE(run(retrace, {{0b110, 1}}, Ending::abandoned));
  EXPECT_FALSE(retrace.departure());
}

}  // namespace
}  // namespace tenter::explore::test
