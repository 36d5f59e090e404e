// The queue is Python's: what each call answers, on one thread or with one that waits. That it does so in every
// interleaving is what the scenarios workers/queue/* claim.
#include "workers/python_queue.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>

namespace tenter::test {
namespace {

using namespace std::chrono_literals;
using workers::Empty;
using workers::Full;
using workers::Queue;
using workers::ShutDown;

TEST(PythonQueue, IsFirstInFirstOut) {
  Queue<int> queue;
  for (const int item : {1, 2, 3}) queue.put(item);
  EXPECT_EQ(queue.get(), 1);
  EXPECT_EQ(queue.get_nowait(), 2);
  EXPECT_EQ(queue.get(0ms), 3);
}

TEST(PythonQueue, MovesItsItems) {
  Queue<std::unique_ptr<int>> queue;
  queue.put(std::make_unique<int>(7));
  EXPECT_EQ(*queue.get(), 7);
}

TEST(PythonQueue, SaysEmptyToThoseWhoDoNotWait) {
  Queue<int> queue;
  EXPECT_THROW(queue.get_nowait(), Empty);
  EXPECT_THROW(queue.get(0ms), Empty);
  queue.put(1);
  EXPECT_EQ(queue.get_nowait(), 1);
  EXPECT_THROW(queue.get_nowait(), Empty);
}

TEST(PythonQueue, SaysFullToThoseWhoDoNotWait) {
  Queue<int> queue(2);
  queue.put(1);
  queue.put_nowait(2);
  EXPECT_THROW(queue.put_nowait(3), Full);
  EXPECT_THROW(queue.put(3, 0ms), Full);
  EXPECT_EQ(queue.get(), 1);
  queue.put(3, 0ms);
  EXPECT_EQ(queue.size(), 2U);
}

TEST(PythonQueue, TellsItsSize) {
  Queue<int> queue(1);
  EXPECT_TRUE(queue.empty());
  EXPECT_FALSE(queue.full());
  queue.put(1);
  EXPECT_EQ(queue.size(), 1U);
  EXPECT_TRUE(queue.full());
}

TEST(PythonQueue, HasNoBoundByDefault) {
  Queue<int> queue;
  for (int i = 0; i < 1000; ++i) queue.put_nowait(i);
  EXPECT_FALSE(queue.full());
  EXPECT_EQ(queue.size(), 1000U);
}

TEST(PythonQueue, GetWaitsForAnItem) {
  Queue<int> queue;
  auto got = std::async(std::launch::async, [&] { return queue.get(); });
  queue.put(5);
  EXPECT_EQ(got.get(), 5);
}

TEST(PythonQueue, PutWaitsForRoom) {
  Queue<int> queue(1);
  queue.put(1);
  auto put = std::async(std::launch::async, [&] { queue.put(2); });
  EXPECT_EQ(queue.get(), 1);
  EXPECT_EQ(queue.get(), 2);
  put.get();
}

TEST(PythonQueue, JoinsWhenEachItemIsDone) {
  Queue<int> queue;
  queue.join();
  queue.put(1);
  queue.put(2);
  auto joined = std::async(std::launch::async, [&] { queue.join(); });
  queue.get();
  queue.get();
  queue.task_done();
  EXPECT_EQ(joined.wait_for(0ms), std::future_status::timeout);
  queue.task_done();
  joined.get();
}

TEST(PythonQueue, RefusesToBeDoneMoreOftenThanItWasGiven) {
  Queue<int> queue;
  EXPECT_THROW(queue.task_done(), std::logic_error);
  queue.put(1);
  queue.task_done();
  EXPECT_THROW(queue.task_done(), std::logic_error);
}

TEST(PythonQueue, ShutDownRefusesItemsAndStillGivesThoseItHas) {
  Queue<int> queue;
  queue.put(1);
  queue.shutdown();
  EXPECT_THROW(queue.put(2), ShutDown);
  EXPECT_THROW(queue.put(2, 1h), ShutDown);
  EXPECT_THROW(queue.put_nowait(2), ShutDown);
  EXPECT_EQ(queue.get(), 1);
  EXPECT_THROW(queue.get(), ShutDown);
  EXPECT_THROW(queue.get(1h), ShutDown);
  EXPECT_THROW(queue.get_nowait(), ShutDown);
}

TEST(PythonQueue, ShutDownSaysSoRatherThanFull) {
  Queue<int> queue(1);
  queue.put(1);
  queue.shutdown();
  EXPECT_THROW(queue.put_nowait(2), ShutDown);
}

TEST(PythonQueue, ShutDownLeavesWhatIsUnfinishedToBeDone) {
  Queue<int> queue;
  queue.put(1);
  queue.shutdown();
  auto joined = std::async(std::launch::async, [&] { queue.join(); });
  queue.get();
  EXPECT_EQ(joined.wait_for(0ms), std::future_status::timeout);
  queue.task_done();
  joined.get();
}

TEST(PythonQueue, ImmediateShutDownDropsWhatItHas) {
  Queue<int> queue;
  queue.put(1);
  queue.put(2);
  queue.shutdown({.immediate = true});
  EXPECT_THROW(queue.get(), ShutDown);
  EXPECT_TRUE(queue.empty());
  queue.join();
}

TEST(PythonQueue, ImmediateShutDownStillWaitsForWhatIsBeingDone) {
  Queue<int> queue;
  queue.put(1);
  queue.put(2);
  queue.get();
  queue.shutdown({.immediate = true});
  auto joined = std::async(std::launch::async, [&] { queue.join(); });
  EXPECT_EQ(joined.wait_for(0ms), std::future_status::timeout);
  queue.task_done();
  joined.get();
}

TEST(PythonQueue, ShutDownTwiceIsTheSame) {
  Queue<int> queue;
  queue.put(1);
  queue.shutdown();
  queue.shutdown();
  EXPECT_EQ(queue.get(), 1);
  queue.shutdown({.immediate = true});
  EXPECT_THROW(queue.get(), ShutDown);
}

TEST(PythonQueue, ShutDownWakesThoseWhoWait) {
  Queue<int> empty;
  Queue<int> full(1);
  full.put(1);
  auto got = std::async(std::launch::async, [&] { EXPECT_THROW(empty.get(), ShutDown); });
  auto put = std::async(std::launch::async, [&] { EXPECT_THROW(full.put(2), ShutDown); });
  empty.shutdown();
  full.shutdown();
  got.get();
  put.get();
}

}  // namespace
}  // namespace tenter::test
