// The strategies on small random programs that run.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/bounded.h"
#include "explore/schedule/exhaustive.h"
#include "explore/schedule/minimal.h"
#include "explore/schedule/strategies.h"
#include "explore/search/search.h"
#include "interpreter.h"
#include "program_body.h"
#include "sampling.h"

namespace tenter::explore::test::programs_test {
namespace {

using Tasks = std::vector<std::uint8_t>;

class NoLog final : public ActorLog {
 public:
  NoLog() { started = &started_; }
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}

 private:
  std::uint64_t started_ = 0;
};

struct Execution {
  Tasks tasks;
  std::uint64_t hash;
  Final final;
};

class Explorer {
 public:
  explicit Explorer(SmallProgram small)
      : small_(std::move(small)),
        executor_({.steps = 10'000}),
        program_(program_of(small_, final_)),
        tally_(program_.body->new_tally()) {}

  // At most `most`, since the last restart.
  std::vector<Execution> run(const Search::NewStrategy& strategy, std::uint64_t most = 20'000) {
    std::vector<Execution> result;
    Search search(executor_, program_, log_, strategy);
    while (search.executions() < most) {
      const ExecutionResult* const outcome = search.next();
      if (outcome == nullptr) break;
      if (search.executions() == 1) result.clear();
      result.push_back(execution(*outcome));
    }
    complete_ = search.complete();
    return result;
  }
  bool complete() const { return complete_; }

  Execution run_once(Strategy& strategy) {
    strategy.begin();
    return execution(executor_.execute(program_, strategy, *tally_, log_));
  }

 private:
  Execution execution(const ExecutionResult& outcome) {
    Execution result{{}, outcome.trace_hash, final_};
    for (const Step& step : outcome.steps) result.tasks.push_back(static_cast<std::uint8_t>(step.task));
    result.final.stuck = outcome.ending == Ending::deadlock;
    return result;
  }

  SmallProgram small_;
  InProcessExecutor executor_;  // its own: a executor remembers what has to be visible
  Final final_;
  Program program_;
  NoLog log_;
  std::unique_ptr<Tally> tally_;
  bool complete_ = false;
};

Search::NewStrategy sampling(const StrategyKind& kind, std::uint64_t seed) {
  return [=] { return new_strategy(kind, seed, {}); };
}

SmallProgram any_program() {
  return *rc::gen::element(2, 3) == 2 ? random_program({.threads = 2, .items = 3})
                                      : random_program({.threads = 3, .items = 1});
}

std::set<Tasks> schedules_of(const std::vector<Execution>& executions) {
  std::set<Tasks> result;
  for (const Execution& execution : executions) result.insert(execution.tasks);
  return result;
}

RC_GTEST_PROP(Programs, HaveTheSameExecutionsInOrderOfPreemptions, ()) {
  Explorer explorer(any_program());
  const auto exhaustively = explorer.run([] { return std::make_unique<Exhaustive>(); });
  RC_PRE(explorer.complete());
  const auto in_order = explorer.run([] { return std::make_unique<Bounded>(std::nullopt); });
  RC_ASSERT(explorer.complete());
  RC_ASSERT(in_order.size() == exhaustively.size());
  RC_ASSERT(schedules_of(in_order) == schedules_of(exhaustively));
}

RC_GTEST_PROP(Programs, AreReplayed, (std::uint64_t seed)) {
  Explorer explorer(any_program());
  for (const StrategyKind& kind : sampling_strategies()) {
    for (const Execution& execution : explorer.run(sampling(kind, seed), 10)) {
      Replay replay(execution.tasks);
      RC_ASSERT(explorer.run_once(replay).hash == execution.hash);
      RC_ASSERT(!replay.mismatch());
      RC_ASSERT(replay.taken().tasks == execution.tasks);
    }
  }
}

RC_GTEST_PROP(Programs, AreSampledAsTheyAre, (std::uint64_t seed)) {
  const SmallProgram program = any_program();
  const std::set<Final> all = all_finals(program);
  Explorer explorer(program);
  for (const StrategyKind& kind : sampling_strategies()) {
    for (const Execution& execution : explorer.run(sampling(kind, seed), 100))
      RC_ASSERT(all.contains(execution.final));
  }
}

std::size_t preemptions_of(Explorer& explorer, const Tasks& tasks) {
  Replay replay(tasks);
  explorer.run_once(replay);
  return replay.taken().preemptions.size();
}

RC_GTEST_PROP(Programs, AreMinimised, ()) {
  Explorer explorer(any_program());
  const auto all = explorer.run([] { return std::make_unique<Bounded>(std::nullopt); }, 2'000);
  RC_PRE(explorer.complete());
  const Execution& sampled = all[*rc::gen::inRange<std::size_t>(0, all.size())];
  const auto shows = [&](const Execution& execution) { return execution.final == sampled.final; };
  const StillShows still_shows = [&](const Tasks& tasks) {
    Replay replay(tasks);
    return shows(explorer.run_once(replay)) ? std::optional(replay.taken()) : std::nullopt;
  };
  const auto minimal = minimise(sampled.tasks, still_shows, 10'000);
  RC_ASSERT(minimal.has_value() && minimal->finished);
  RC_ASSERT(still_shows(minimal->taken.tasks) == minimal->taken);
  const auto first = std::find_if(all.begin(), all.end(), shows);  // one with the fewest preemptions
  RC_ASSERT(minimal->taken.preemptions.size() >= preemptions_of(explorer, first->tasks));
  RC_ASSERT(minimal->taken.preemptions.size() <= preemptions_of(explorer, sampled.tasks));
}

// A load, then a store of what it read and one more, by each thread: a lost update needs one preemption.
TEST(Programs, ThatLoseAnUpdateNeedOnePreemption) {
  const Op load{Do::load, 0, 0};
  const Op store{Do::store, 0, 1};
  Explorer explorer({{{load, store, load}, {load, store, load}}});
  const auto both_read_first = [](const Final& final) { return final.seen[0][0] == 0 && final.seen[1][0] == 0; };
  const StillShows still_shows = [&](const Tasks& tasks) {
    Replay replay(tasks);
    return both_read_first(explorer.run_once(replay).final) ? std::optional(replay.taken()) : std::nullopt;
  };
  int found = 0;
  for (const Execution& execution : explorer.run(sampling(strategy_named("random"), 1), 200)) {
    if (!both_read_first(execution.final)) continue;
    ++found;
    const auto minimal = minimise(execution.tasks, still_shows, 1'000);
    ASSERT_TRUE(minimal);
    EXPECT_TRUE(minimal->finished);
    EXPECT_EQ(minimal->taken.preemptions, std::vector<std::uint32_t>{1});
    EXPECT_EQ(minimal->taken.tasks.size(), 6U);
  }
  EXPECT_GT(found, 10);
}

}  // namespace
}  // namespace tenter::explore::test::programs_test
