#include "explore/witness/witness_steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "traces.h"

namespace tenter::explore::test::witness_steps_test {
namespace {

using testing::ElementsAre;

TEST(WitnessSteps, AreInColumnsOfTheirThreads) {
  const Witness witness =
      steps_of(Described(trace({step(3, access(Op::write, kX, 7), 5), step(0, access(Op::read, kX, 9), 5)})));
  EXPECT_THAT(witness.threads, ElementsAre("main", "third"));
  EXPECT_THAT(witness.steps, ElementsAre(WitnessStep{1, "write", "x", "5", true, {"f", "/src/f.cpp", 7}},
                                         WitnessStep{0, "read", "x", "5", false, {"f", "/src/f.cpp", 9}}));
}

TEST(WitnessSteps, HaveSignedValues) {
  Operation store = access(Op::atomic_store, kX, 7);
  const auto value_of = [&](std::uint64_t value, std::uint32_t size) {
    store.size = size;
    return steps_of(Described(trace({step(1, store, value)}))).steps.front().value;
  };
  EXPECT_EQ(value_of(0xff, 1), "-1");
  EXPECT_EQ(value_of(0xffff'fffe, 4), "-2");
  EXPECT_EQ(value_of(0xffff'ffff'ffff'fffd, 8), "-3");
  EXPECT_EQ(value_of(0x7fff'0000'1000, 8), "0x7fff00001000");
  EXPECT_EQ(value_of(0, 16), "");
}

TEST(WitnessSteps, HaveNoValueBeforeTheyAreMade) {
  TraceStep announced = step(1, access(Op::atomic_load, kX, 7), 5);
  announced.made = false;
  EXPECT_EQ(steps_of(Described(trace({announced}))).steps.front().value, "");
}

TEST(WitnessSteps, EndWithThoseWhoWait) {
  const Witness witness = steps_of(Described(
      trace({step(1, synchronisation(Op::lock, kMutex, 3))}, {wait(2, synchronisation(Op::lock, kMutex, 4))})));
  EXPECT_THAT(witness.threads, ElementsAre("first", "second"));
  EXPECT_THAT(witness.steps.back(),
              (WitnessStep{1, "waits for ever: lock", "mutex", "", false, {"f", "/src/f.cpp", 4}}));
}

TEST(WitnessSteps, CountPreemptions) {
  Trace preempted = trace({step(1, access(Op::read, kX, 3)), step(2, access(Op::write, kX, 4))});
  preempted.preemptions = {1};
  EXPECT_EQ(steps_of(Described(preempted)).preemptions, 1U);
}

}  // namespace
}  // namespace tenter::explore::test::witness_steps_test
