#include "explore/witness/divergence_note.h"

#include <gtest/gtest.h>

#include "traces.h"

namespace tenter::explore::test::divergence_note_test {
namespace {

std::string note(const ReplayMismatch& mismatch) { return mismatch_note(Described(trace({})), mismatch); }

TEST(MismatchNote, OfAScheduleThatIsTooShort) {
  EXPECT_EQ(note({4, kNoTask, TaskSet{1}, std::nullopt}),
            "the schedule ends after 4 steps, and the program goes on: it was cut short, or is of another version of "
            "the program");
}

TEST(MismatchNote, OfATaskThatCannotGoOn) {
  EXPECT_EQ(
      note({1, 2, TaskSet{1}, synchronisation(Op::lock, kMutex, 3)}),
      "the schedule was followed for 1 step only: then it is the turn of second, which cannot go on with its lock "
      "of mutex; it is of another program, or another version of it");
}

TEST(MismatchNote, OfATaskThatIsNotThere) {
  EXPECT_EQ(note({2, 3, TaskSet{1}, std::nullopt}),
            "the schedule was followed for 2 steps only: then it is the turn of third, which has not started or is "
            "finished; it is of another program, or another version of it");
  EXPECT_EQ(note({2, 3, {}, std::nullopt}),
            "the schedule was followed for 2 steps only: then the program is over where third should go on; it is of "
            "another program, or another version of it");
}

std::string words(const Divergence& divergence) { return in_words(Described(trace({})), divergence); }

TEST(Divergence, OfAValue) {
  const Step before{1, access(Op::atomic_load, kX, 3), 1};
  Step now = before;
  now.value = 2;
  EXPECT_EQ(words({4, before, now, {}, {}}),
            "step 5 was first's load of x (f.cpp:3) with 1, and then first's load of x (f.cpp:3) with 2");
}

TEST(Divergence, OfAnOperation) {
  const Step before{1, access(Op::atomic_load, kX, 3), 1};
  const Step now{2, access(Op::atomic_store, kY, 4), 1};
  EXPECT_EQ(words({0, before, now, {}, {}}),
            "step 1 was first's load of x (f.cpp:3), and then second's store of y (f.cpp:4)");
  EXPECT_EQ(words({0, before, std::nullopt, {}, {}}),
            "step 1 was first's load of x (f.cpp:3), and then one that could not be made");
  EXPECT_EQ(words({0, std::nullopt, now, {}, {}}),
            "step 1 was the end of the execution, and then second's store of y (f.cpp:4)");
}

TEST(Divergence, OfWhatTheSameStepsComeTo) {
  EXPECT_EQ(words({0, {}, {}, "outcome {1}", "outcome {2}"}),
            "the same steps came to outcome {1}, and then to outcome {2}");
  EXPECT_EQ(words({0, {}, {}, "a deadlock", "a deadlock"}), "its steps were not the same");
}

}  // namespace
}  // namespace tenter::explore::test::divergence_note_test
