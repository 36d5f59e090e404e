// Iterative context bounding against an enumeration of all executions by their preemptions.
#include "explore/schedule/bounded.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>

#include "explore/schedule/exhaustive.h"
#include "explore/schedule/preemption_bound.h"
#include "machine.h"

namespace tenter::explore::test::bounded_test {
namespace {

std::vector<std::uint32_t> preemptions_of(const Threads& threads, const std::vector<Tasks>& executions) {
  std::vector<std::uint32_t> result;
  for (const Tasks& tasks : executions) result.push_back(test::preemptions_of(threads, tasks));
  return result;
}

std::set<Tasks> with_at_most(std::uint32_t most, const std::map<std::uint32_t, std::set<Tasks>>& all) {
  std::set<Tasks> result;
  for (const auto& [preemptions, executions] : all) {
    if (preemptions <= most) result.insert(executions.begin(), executions.end());
  }
  return result;
}

Threads any_threads() { return *rc::gen::element(2, 3) == 2 ? random_threads(2, 6) : random_threads(3, 3); }

RC_GTEST_PROP(Bounded, WithoutABoundRunsEachExecutionOnceFewestPreemptionsFirst, ()) {
  const Threads threads = any_threads();
  Bounded strategy(std::nullopt);
  const std::vector<Tasks> executions = run_all(threads, strategy);
  const auto all = executions_by_preemptions(threads);
  const std::vector<std::uint32_t> preemptions = preemptions_of(threads, executions);
  RC_ASSERT(std::is_sorted(preemptions.begin(), preemptions.end()));
  const std::set<Tasks> different(executions.begin(), executions.end());
  RC_ASSERT(different.size() == executions.size());
  RC_ASSERT(different == with_at_most(1'000, all));
  RC_ASSERT(strategy.complete());
  RC_ASSERT(strategy.covered().coverage == Coverage::exhaustive);
  RC_ASSERT(strategy.covered().preemptions == all.rbegin()->first);
}

RC_GTEST_PROP(Bounded, RunsAllWithinItsBoundAndNoOther, ()) {
  const Threads threads = any_threads();
  const auto most = *rc::gen::inRange<std::uint32_t>(0, 4);
  Bounded strategy(most);
  const std::vector<Tasks> executions = run_all(threads, strategy);
  const auto all = executions_by_preemptions(threads);
  const std::set<Tasks> different(executions.begin(), executions.end());
  RC_ASSERT(different.size() == executions.size());
  RC_ASSERT(different == with_at_most(most, all));
  RC_ASSERT(strategy.complete());
  const Covered covered = strategy.covered();
  RC_ASSERT(covered.coverage == (all.rbegin()->first > most ? Coverage::bounded : Coverage::exhaustive));
  RC_ASSERT(covered.preemptions == std::min(most, all.rbegin()->first));
  RC_ASSERT(covered.executions == executions.size());
}

RC_GTEST_PROP(Bounded, SaysAtAnyTimeWhatItHasCompleted, ()) {
  const Threads threads = any_threads();
  const auto all = executions_by_preemptions(threads);
  Bounded strategy(std::nullopt);
  std::set<Tasks> seen;
  while (strategy.begin()) {
    const Tasks tasks = run(threads, strategy);
    const std::uint32_t preemptions = test::preemptions_of(threads, tasks);
    const Covered covered = strategy.covered();
    RC_ASSERT(covered.coverage == (preemptions == 0 ? Coverage::sampled : Coverage::bounded));
    if (preemptions > 0) {
      RC_ASSERT(covered.preemptions == preemptions - 1);
      const std::set<Tasks> before = with_at_most(preemptions - 1, all);
      RC_ASSERT(covered.executions == before.size());
      RC_ASSERT(std::includes(seen.begin(), seen.end(), before.begin(), before.end()));
    }
    seen.insert(tasks);
  }
}

RC_GTEST_PROP(PreemptionBound, OfADepthFirstSearchLeavesTheSameExecutions, ()) {
  const Threads threads = any_threads();
  const auto most = *rc::gen::inRange<std::uint32_t>(0, 4);
  PreemptionBound strategy(std::make_unique<Exhaustive>(), most);
  const std::vector<Tasks> executions = run_all(threads, strategy);
  const std::set<Tasks> different(executions.begin(), executions.end());
  RC_ASSERT(different.size() == executions.size());
  RC_ASSERT(different == with_at_most(most, executions_by_preemptions(threads)));
}

TEST(Bounded, OfTwoThreadsWithTwoStepsEachHasTwoExecutionsABound) {
  const Threads threads(2, {on(0, Op::atomic_load), on(0, Op::atomic_store)});
  for (std::uint32_t most = 0; most < 5; ++most) {
    Bounded strategy(most);
    EXPECT_EQ(run_all(threads, strategy).size(), std::min(most * 2 + 2, 6U));
    EXPECT_EQ(strategy.covered().coverage, most < 2 ? Coverage::bounded : Coverage::exhaustive);
    EXPECT_EQ(strategy.covered().preemptions, std::min(most, 2U));
  }
}

TEST(Bounded, TakesNoSwitchForAPreemptionWhereTheTaskGivesWay) {
  for (const Op op : {Op::sleep, Op::yield, Op::wake}) {
    const Threads threads{{on(0, Op::atomic_store), on(1, op), on(0, Op::atomic_store)}, {on(0, Op::atomic_load)}};
    Bounded without(0);
    EXPECT_EQ(run_all(threads, without), (std::vector<Tasks>{{0, 0, 0, 1}, {0, 1, 0, 0}, {1, 0, 0, 0}}));
    Bounded with(1);
    EXPECT_EQ(run_all(threads, with).size(), 4U);
  }
}

TEST(Bounded, OfAProgramWithoutStepsHasOneExecution) {
  Bounded strategy(std::nullopt);
  EXPECT_EQ(run_all({}, strategy), std::vector<Tasks>{{}});
  EXPECT_EQ(strategy.covered().coverage, Coverage::exhaustive);
  EXPECT_EQ(strategy.covered().preemptions, 0U);
}

}  // namespace
}  // namespace tenter::explore::test::bounded_test
