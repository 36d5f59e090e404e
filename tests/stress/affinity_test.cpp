#include "stress/affinity.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <thread>

namespace tenter::stress::affinity_test {
namespace {

// On a thread of its own, so that the test's stays where it is.
std::vector<int> allowed_after(Affinity affinity, std::size_t thread, std::size_t turn) {
  const std::vector<int> processors = usable_processors();
  std::vector<int> allowed;
  std::thread([&] {
    place(affinity, processors, thread, turn);
    allowed = usable_processors();
  }).join();
  return allowed;
}

TEST(Affinity, KnowsTheUsableProcessors) {
  const std::vector<int> processors = usable_processors();
  ASSERT_FALSE(processors.empty());
  EXPECT_NE(std::find(processors.begin(), processors.end(), ::sched_getcpu()), processors.end());
}

TEST(Affinity, SpreadGivesNeighboursDifferentProcessors) {
  const std::vector<int> processors = usable_processors();
  for (std::size_t thread = 0; thread < 5; ++thread) {
    const std::vector<int> expected{processors[(thread + 1) % processors.size()]};
    EXPECT_EQ(allowed_after(Affinity::spread, thread, 1), expected);
  }
}

TEST(Affinity, SameCoreGivesAllTheSameProcessor) {
  const std::vector<int> first = allowed_after(Affinity::same_core, 0, 3);
  EXPECT_EQ(first.size(), 1U);
  EXPECT_EQ(first, allowed_after(Affinity::same_core, 1, 3));
}

TEST(Affinity, NoneLeavesAllProcessors) {
  EXPECT_EQ(allowed_after(Affinity::none, 0, 0).size(), usable_processors().size());
}

}  // namespace
}  // namespace tenter::stress::affinity_test
