// The executor is Python's: what becomes of jobs, results, exceptions and cancellations. Where a job must be kept
// from ending, it waits for the test.
#include "workers/executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <stdexcept>
#include <string>
#include <vector>

namespace tenter::test {
namespace {

using testing::ElementsAre;
using workers::Cancelled;
using workers::Executor;
using workers::Future;
using workers::ShutDown;

// A job that keeps its thread until it is let go.
struct Holding {
  std::latch begun{1}, let_go{1};

  Future<int> submit_to(Executor& pool) {
    return pool.submit([this] {
      begun.count_down();
      let_go.wait();
      return 0;
    });
  }
};

TEST(PythonExecutor, AnswersWithTheResult) {
  Executor pool(2);
  const Future<std::string> answer = pool.submit([] { return std::string("done"); });
  EXPECT_EQ(answer.result(), "done");
  EXPECT_EQ(answer.result(), "done") << "asked again";
  EXPECT_TRUE(answer.done());
}

TEST(PythonExecutor, MapsInTheOrderOfTheArguments) {
  Executor pool(3);
  std::latch others_are_done{3};
  const auto first_comes_last = [&](int x) {
    others_are_done.count_down();
    if (x == 1) others_are_done.wait();
    return x * x;
  };
  EXPECT_THAT(pool.map(first_comes_last, std::vector{1, 2, 3}), ElementsAre(1, 4, 9));
  EXPECT_THAT(pool.map(first_comes_last, std::vector<int>{}), ElementsAre());
}

TEST(PythonExecutor, MapThrowsWhatACallHasThrown) {
  Executor pool(1);
  const auto inverse = [](int x) { return x == 0 ? throw std::domain_error("1 / 0") : 1 / x; };
  EXPECT_THROW(pool.map(inverse, std::vector{1, 0}), std::domain_error);
}

TEST(PythonExecutor, KeepsExceptionsAndItsThreads) {
  Executor pool(1);
  const Future<int> bad = pool.submit([]() -> int { throw std::runtime_error("no"); });
  const Future<int> good = pool.submit([] { return 1; });
  EXPECT_EQ(good.result(), 1);
  EXPECT_THROW(bad.result(), std::runtime_error);
  EXPECT_THROW(bad.result(), std::runtime_error) << "asked again";
}

TEST(PythonExecutor, CancelsWhatHasNotBegun) {
  Executor pool(1);
  Holding holding;
  bool ran = false;
  const Future<int> begun = holding.submit_to(pool);
  const Future<int> waiting = pool.submit([&] { return ran = true, 1; });
  holding.begun.wait();
  EXPECT_FALSE(begun.cancel());
  EXPECT_TRUE(waiting.cancel());
  EXPECT_TRUE(waiting.cancel()) << "asked again";
  EXPECT_TRUE(waiting.done());
  EXPECT_THROW(waiting.result(), Cancelled);
  holding.let_go.count_down();
  EXPECT_EQ(begun.result(), 0);
  EXPECT_FALSE(begun.cancel()) << "it is done";
  pool.shutdown();
  EXPECT_FALSE(ran);
}

TEST(PythonExecutor, ShutDownRunsWhatWasAccepted) {
  int done = 0;
  Executor pool(1);
  for (int i = 0; i < 10; ++i) pool.submit([&] { return ++done; });
  pool.shutdown();
  EXPECT_EQ(done, 10);
}

TEST(PythonExecutor, ShutDownRefusesNewJobs) {
  Executor pool(1);
  pool.shutdown();
  EXPECT_THROW(pool.submit([] { return 1; }), ShutDown);
  EXPECT_THROW(pool.map([](int x) { return x; }, std::vector{1}), ShutDown);
  pool.shutdown();
}

TEST(PythonExecutor, ShutDownCancelsWhatHasNotBegunIfAsked) {
  Executor pool(1);
  Holding holding;
  const Future<int> begun = holding.submit_to(pool);
  const Future<int> waiting = pool.submit([] { return 1; });
  holding.begun.wait();
  pool.shutdown({.wait = false, .cancel_futures = true});
  EXPECT_THROW(waiting.result(), Cancelled);
  EXPECT_FALSE(begun.done());
  holding.let_go.count_down();
  EXPECT_EQ(begun.result(), 0);
}

TEST(PythonExecutor, ShutDownNeedNotWait) {
  Holding holding;
  Future<int> answer;
  {
    Executor pool(1);
    answer = holding.submit_to(pool);
    pool.shutdown({.wait = false});
    EXPECT_FALSE(answer.done());
    holding.let_go.count_down();
  }
  EXPECT_TRUE(answer.done()) << "destroying the executor waits";
}

TEST(PythonExecutor, ItsFuturesOutliveIt) {
  Future<int> answer;
  {
    Executor pool(1);
    answer = pool.submit([] { return 3; });
  }
  EXPECT_EQ(answer.result(), 3);
}

}  // namespace
}  // namespace tenter::test
