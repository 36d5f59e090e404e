// What a supervisor reads from the memory that it shares with a worker.
#include "model/progress.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace tenter {
namespace {

TEST(SharedProgress, BeginsAtNothing) {
  const auto progress = std::make_unique<SharedProgress>();
  EXPECT_EQ(progress->executions(), 0U);
  EXPECT_EQ(progress->pulse(), 0U);
}

TEST(SharedProgress, CountsWhatTheForemostActorHasBegun) {
  const auto progress = std::make_unique<SharedProgress>();
  progress->actors[0].started = 7;
  progress->actors[kMaxActors - 1].started = 9;
  EXPECT_EQ(progress->executions(), 9U);
}

TEST(SharedProgress, HeartbeatIsNoExecution) {
  const auto progress = std::make_unique<SharedProgress>();
  progress->heartbeat.started = 5;
  EXPECT_EQ(progress->executions(), 0U);
  EXPECT_EQ(progress->pulse(), 5U);
}

RC_GTEST_PROP(SharedProgress, EveryMoveIsFelt, ()) {
  const auto progress = std::make_unique<SharedProgress>();
  const auto moves = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, kMaxActors + 1));
  for (const std::size_t cell : moves) {
    const std::uint64_t before = progress->pulse();
    ++(cell == kMaxActors ? progress->heartbeat : progress->actors[cell]).started;
    RC_ASSERT(progress->pulse() != before);
  }
}

TEST(SharedProgress, ActorsShareNoCacheLine) {
  SharedProgress progress;
  for (std::size_t i = 1; i < kMaxActors; ++i) {
    const auto* one = reinterpret_cast<const char*>(&progress.actors[i - 1]);
    const auto* next = reinterpret_cast<const char*>(&progress.actors[i]);
    ASSERT_GE(next - one, 64);
  }
  EXPECT_GE(reinterpret_cast<const char*>(&progress.heartbeat) -
                reinterpret_cast<const char*>(&progress.actors[kMaxActors - 1]),
            64);
}

TEST(SharedProgress, MayBeReadWhileWritten) {
  const auto progress = std::make_unique<SharedProgress>();
  constexpr std::uint64_t kStarts = 100'000;
  std::thread actor([&] {
    for (std::uint64_t i = 1; i <= kStarts; ++i) __atomic_store_n(&progress->actors[0].started, i, __ATOMIC_RELAXED);
  });
  std::uint64_t last = 0;
  while (last < kStarts) {
    const std::uint64_t now = progress->executions();
    EXPECT_GE(now, last);
    last = now;
  }
  actor.join();
}

}  // namespace
}  // namespace tenter
