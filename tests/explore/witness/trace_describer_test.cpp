#include "explore/witness/trace_describer.h"

#include <gtest/gtest.h>

#include "explore/event/object.h"
#include "traces.h"

namespace tenter::explore::test::trace_describer_test {
namespace {

TEST(TraceDescriber, NamesThreads) {
  const Described described(trace({}));
  EXPECT_EQ(described->thread(0), "main");
  EXPECT_EQ(described->thread(2), "second");
  EXPECT_EQ(described->thread(5), "thread 5");
}

TEST(TraceDescriber, NamesMembersOfTheState) {
  const Described described(trace({}));
  EXPECT_EQ(described->object(kY, sizeof(int)), "y");
  EXPECT_EQ(described->object(kState + 40, sizeof(int)), "the state + 40");
}

TEST(TraceDescriber, NamesBlocksOfTheHeap) {
  Trace with_block = trace({});
  with_block.blocks = {{0x50000, 16}};
  const Described described(with_block);
  EXPECT_EQ(described->object(0x50000, 4), "heap block of 16 bytes");
  EXPECT_EQ(described->object(0x50008, 4), "heap block of 16 bytes + 8");
}

TEST(TraceDescriber, NamesStacksByTheirTasks) {
  Trace with_stack = trace({});
  with_stack.on_stack_of = {{0x70010, 2}};
  EXPECT_EQ(Described(with_stack)->object(0x70010, 4), "stack of second");
}

TEST(TraceDescriber, NamesVariables) {
  Described described(trace({}));
  described.names().variables = {{0x90000, "counter"}, {0x90008, "std::__once_flag"}};
  EXPECT_EQ(described->object(0x90000, 4), "counter");
  EXPECT_EQ(described->object(0x90008, 4), "std internals");
  EXPECT_EQ(described->object(0x90010, 4), "0x90010");
}

TEST(TraceDescriber, NamesWhatAProcessHasOnlyOnce) {
  const Described described(trace({}));
  EXPECT_EQ(described->object(kClock, 0), "the clock");
  EXPECT_EQ(described->object(Object::heap_class(3), 0), "the heap");
  EXPECT_EQ(described->object(Object::own_of(2), 0), "");
}

TEST(TraceDescriber, NamesTheQueueOfAFutexByItsWord) {
  EXPECT_EQ(Described(trace({}))->object(Object::queue_at(kX), 0), "x");
}

TEST(TraceDescriber, HasAWordForEachStep) {
  const Operation release = synchronisation(Op::release, kCondition, 5);
  const Operation wait_for_it = synchronisation(Op::wait, kCondition, 4, kMutex);
  const Trace with_queue = trace({step(1, wait_for_it), step(2, release)});
  EXPECT_EQ(Described(with_queue)->word(with_queue.steps[1]), "notify");
  const Trace without = trace({step(2, release)});
  EXPECT_EQ(Described(without)->word(without.steps[0]), "release");
  EXPECT_EQ(Described(without)->word(notification_of_nobody(2, kCondition, 5)), "notify (nobody waits)");
  EXPECT_EQ(Described(without)->word(step(1, synchronisation(Op::sleep, kClock, 3))), "time passes");
  const Operation load = access(Op::atomic_load, kX, 3);
  EXPECT_EQ(Described(without)->word(step(1, load, {{Op::wait, 4, kX, 3, 0}})), "wait, value changed");
}

TEST(TraceDescriber, HasPhrasesForSteps) {
  const Described described(trace({}));
  EXPECT_EQ(described->phrase(step(1, access(Op::atomic_store, kX, 3))), "store of x");
  EXPECT_EQ(described->phrase(step(1, synchronisation(Op::yield, 65, 3))), "yield");
  TraceStep call = step(1, synchronisation(Op::invoke, kX, 3));
  call.call = "push(1)";
  EXPECT_EQ(described->phrase(call), "invoke of push(1)");
}

}  // namespace
}  // namespace tenter::explore::test::trace_describer_test
