// Executions of lists of operations, shrunk while they show something.
#include "explore/schedule/minimal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "explore/schedule/random_walk.h"
#include "machine.h"

namespace tenter::explore::test::minimal_test {
namespace {

constexpr std::uint64_t kTries = 10'000;

using Shows = std::function<bool(const Tasks&)>;

StillShows still(const Threads& threads, const Shows& shows) {
  return [&threads, shows](const Tasks& tasks) {
    Replay replay(tasks);
    run_all(threads, replay);
    return shows(replay.taken().tasks) ? std::optional(replay.taken()) : std::nullopt;
  };
}

Tasks sampled(const Threads& threads, const Shows& shows) {
  RandomWalk walk(1);
  for (int i = 0; i < 100'000; ++i) {
    Tasks tasks = run(threads, walk);
    if (shows(tasks)) return tasks;
  }
  throw std::runtime_error("not found");
}

// Between two steps of the first thread, counted from 0, the second one makes the first of its steps.
Shows step_between(int first) {
  return [first](const Tasks& tasks) {
    const auto step = std::find(tasks.begin(), tasks.end(), 1);
    return std::count(tasks.begin(), step, 0) == first + 1;
  };
}

const Threads kTwoByTen(2, std::vector<Operation>(10, on(0, Op::atomic_update)));

TEST(Minimal, HasOnePreemptionWhereOneIsNeeded) {
  const Shows shows = step_between(3);
  const auto minimal = minimise(sampled(kTwoByTen, shows), still(kTwoByTen, shows), kTries);
  ASSERT_TRUE(minimal);
  EXPECT_TRUE(minimal->finished);
  EXPECT_EQ(minimal->taken.preemptions, std::vector<std::uint32_t>{4});
  EXPECT_EQ(minimal->taken.tasks, (Tasks{0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0}));
}

TEST(Minimal, HasNoPreemptionWhereNoneIsNeeded) {
  const Shows shows = [](const Tasks& tasks) { return tasks.back() == 0; };
  const auto minimal = minimise(sampled(kTwoByTen, shows), still(kTwoByTen, shows), kTries);
  ASSERT_TRUE(minimal);
  EXPECT_TRUE(minimal->taken.preemptions.empty());
}

TEST(Minimal, IsNothingOfAnExecutionThatDoesNotShowIt) {
  EXPECT_FALSE(minimise({0, 1}, still(kTwoByTen, [](const Tasks&) { return false; }), kTries));
}

TEST(Minimal, StopsWhenItsTriesAreOver) {
  const Shows shows = step_between(3);
  for (std::uint64_t most = 1; most < 10; ++most) {
    std::uint64_t runs = 0;
    const StillShows counted = [&, inner = still(kTwoByTen, shows)](const Tasks& tasks) {
      ++runs;
      return inner(tasks);
    };
    const auto minimal = minimise(sampled(kTwoByTen, shows), counted, most);
    ASSERT_TRUE(minimal);
    EXPECT_FALSE(minimal->finished);
    EXPECT_EQ(minimal->tries, most);
    EXPECT_EQ(runs, most);
  }
}

// A loop: the first thread goes round until the second one has made its step. As few rounds as possible remain.
TEST(Minimal, LeavesOutTurnsThatNothingNeeds) {
  const StillShows still_shows = [](const Tasks& tasks) -> std::optional<Taken> {
    const auto step = std::find(tasks.begin(), tasks.end(), 1);
    if (step == tasks.begin() || step == tasks.end()) return std::nullopt;
    Taken taken{{tasks.begin(), step + 1}, {static_cast<std::uint32_t>(step - tasks.begin())}};
    taken.tasks.push_back(0);
    return taken;
  };
  const auto minimal = minimise({0, 0, 0, 0, 0, 1, 0}, still_shows, kTries);
  ASSERT_TRUE(minimal);
  EXPECT_EQ(minimal->taken.tasks, (Tasks{0, 1, 0}));
}

// The order of each two steps on the same object: what an execution of these programs comes to.
std::vector<Tasks> orders(const Threads& threads, const Tasks& tasks) {
  std::map<std::uintptr_t, Tasks> result;
  Machine machine(threads);
  for (const TaskId task : tasks) {
    result[machine.next(task).object.code()].push_back(static_cast<std::uint8_t>(task));
    machine.step(task);
  }
  std::vector<Tasks> of_each;
  for (auto& [object, order] : result) of_each.push_back(std::move(order));
  return of_each;
}

// The preempted task makes all its steps before the others go on.
Tasks without_preemption(Tasks tasks, std::uint32_t at) {
  const std::uint8_t preempted = tasks[at - 1];
  std::stable_partition(tasks.begin() + at, tasks.end(), [&](std::uint8_t task) { return task == preempted; });
  return tasks;
}

RC_GTEST_PROP(Minimal, CannotDoWithoutAnyOfItsPreemptions, (std::uint64_t seed)) {
  const Threads threads = random_threads(*rc::gen::element(2, 3), 8);
  RandomWalk walk(seed);
  const Tasks tasks = run(threads, walk);
  const auto wanted = orders(threads, tasks);
  const StillShows still_shows = still(threads, [&](const Tasks& other) { return orders(threads, other) == wanted; });
  const auto minimal = minimise(tasks, still_shows, kTries);
  RC_ASSERT(minimal.has_value() && minimal->finished);
  for (const std::uint32_t at : minimal->taken.preemptions) {
    const auto other = still_shows(without_preemption(minimal->taken.tasks, at));
    if (other) RC_ASSERT(other->preemptions.size() >= minimal->taken.preemptions.size());
  }
}

RC_GTEST_PROP(Minimal, StillShowsItWithNoMorePreemptionsThanBefore, (std::uint64_t seed)) {
  const Threads threads = random_threads(*rc::gen::element(2, 3), 5);
  RandomWalk walk(seed);
  const Tasks tasks = run(threads, walk);
  const auto wanted = orders(threads, tasks);
  const Shows shows = [&](const Tasks& other) { return orders(threads, other) == wanted; };
  const auto minimal = minimise(tasks, still(threads, shows), kTries);
  RC_ASSERT(minimal.has_value() && minimal->finished);
  RC_ASSERT(shows(minimal->taken.tasks));
  const std::uint32_t preemptions = preemptions_of(threads, minimal->taken.tasks);
  RC_ASSERT(preemptions == minimal->taken.preemptions.size());
  RC_ASSERT(preemptions <= preemptions_of(threads, tasks));
  std::uint32_t fewest = 0;
  const auto all = executions_by_preemptions(threads);
  while (std::none_of(all.at(fewest).begin(), all.at(fewest).end(), shows)) ++fewest;
  RC_ASSERT(preemptions >= fewest);
}

}  // namespace
}  // namespace tenter::explore::test::minimal_test
