#include "explore/schedule/strategies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>

#include "explore/schedule/bounded.h"
#include "explore/schedule/choice.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/schedule/preemption_bound.h"
#include "machine.h"
#include "sampling.h"

namespace tenter::explore::test::strategies_test {
namespace {

std::vector<Tasks> samples(const StrategyKind& kind, std::uint64_t seed, std::optional<std::uint32_t> preemptions,
                           const Threads& threads, int count) {
  const auto strategy = new_strategy(kind, seed, preemptions);
  std::vector<Tasks> result;
  for (int i = 0; i < count; ++i) {
    EXPECT_TRUE(strategy->begin());
    result.push_back(run(threads, *strategy));
  }
  EXPECT_FALSE(strategy->complete());
  return result;
}

TEST(Strategies, ThatSearchAreThoseOfTheirName) {
  EXPECT_NE(dynamic_cast<Dpor*>(new_strategy(strategy_named("dpor"), 0, {}).get()), nullptr);
  EXPECT_NE(dynamic_cast<Exhaustive*>(new_strategy(strategy_named("exhaustive"), 0, {}).get()), nullptr);
  EXPECT_NE(dynamic_cast<Bounded*>(new_strategy(strategy_named("exhaustive"), 0, 2).get()), nullptr);
}

std::string refusal(std::string_view name, std::optional<std::uint32_t> preemptions) {
  try {
    new_strategy(strategy_named(name), 0, preemptions);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "none";
}

TEST(Strategies, ThatThereAreNotAreRefused) {
  EXPECT_THAT(refusal("auto", {}), testing::HasSubstr("there is no strategy auto"));
  EXPECT_THAT(refusal("dpor", 2), testing::HasSubstr("dpor cannot keep to a bound"));
}

RC_GTEST_PROP(Strategies, ThatSampleDoTheSameWithTheSameSeed, (std::uint64_t seed)) {
  const Threads threads = random_threads(3, 6);
  for (const StrategyKind& kind : sampling_strategies()) {
    for (const auto preemptions : {std::optional<std::uint32_t>(), std::optional(1U)}) {
      RC_ASSERT(samples(kind, seed, preemptions, threads, 10) == samples(kind, seed, preemptions, threads, 10));
    }
  }
}

RC_GTEST_PROP(Strategies, ThatSampleKeepToABoundOfPreemptions, (std::uint64_t seed)) {
  const Threads threads = random_threads(3, 6);
  const auto most = *rc::gen::inRange<std::uint32_t>(0, 4);
  for (const StrategyKind& kind : sampling_strategies()) {
    for (const Tasks& tasks : samples(kind, seed, most, threads, 30)) {
      RC_ASSERT(preemptions_of(threads, tasks) <= most);
    }
  }
}

class Onlooker final : public Strategy {
 public:
  explicit Onlooker(SchedulePoint& seen) : seen_(seen) {}
  bool begin() override { return true; }
  TaskId choose(const SchedulePoint& point) override {
    seen_ = point;
    return point.enabled.lowest();
  }

 private:
  SchedulePoint& seen_;
};

TEST(PreemptionBound, LetsOthersWaitWhenThePreemptionsAreSpent) {
  const std::vector<Operation> pending(4, on(0, Op::atomic_store));
  SchedulePoint seen{};
  PreemptionBound bound(std::make_unique<Onlooker>(seen), 1);
  bound.begin();
  EXPECT_EQ(bound.choose({{1, 2}, {3}, 2, pending}), 1U);
  EXPECT_EQ(seen.enabled, (TaskSet{1, 2}));
  EXPECT_EQ(bound.choose({{0, 1, 2}, {3}, 2, pending}), 2U);
  EXPECT_EQ(seen.enabled, (TaskSet{2}));
  EXPECT_EQ(seen.waiting, (TaskSet{0, 1, 3}));
  EXPECT_EQ(bound.choose({{0, 1}, {2, 3}, 2, pending}), 0U);  // it cannot go on
  EXPECT_EQ(seen.enabled, (TaskSet{0, 1}));
  bound.begin();
  EXPECT_EQ(bound.choose({{1, 2}, {3}, 2, pending}), 1U);
}

// Each of them may come to each execution, of a program in which PCT has change points enough for it.
TEST(Strategies, ThatSampleLeaveNothingOut) {
  const Threads threads(2, {on(0, Op::atomic_load), on(0, Op::atomic_store)});
  for (const StrategyKind& kind : sampling_strategies()) {
    for (std::uint32_t most = 0; most < 3; ++most) {
      const std::vector<Tasks> some = samples(kind, 1, most, threads, 10'000);
      EXPECT_EQ(std::set<Tasks>(some.begin(), some.end()).size(), 2 * most + 2) << kind.name << " " << most;
    }
  }
}

}  // namespace
}  // namespace tenter::explore::test::strategies_test
