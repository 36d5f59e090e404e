// The engine as a whole: it meets its budget, counts everything once, and makes progress with any number of actors.
#include "stress/engine.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "run_stress.h"

namespace tenter::stress::engine_test {
namespace {

struct Counter {
  std::atomic<int> value{0};
  void add() { value.fetch_add(1, std::memory_order_relaxed); }
};

Program adding(std::size_t actors) {
  return scenario<Counter>("test/adding").copies(actors, &Counter::add).observes(&Counter::value).program();
}

// Counts that all actors ran once on each state, and that nothing was counted twice or left out.
void expect_all_ran(const Ran& ran, std::size_t actors, std::uint64_t executions) {
  EXPECT_EQ(ran.evidence.executions, executions);
  EXPECT_EQ(ran.started, executions);
  ASSERT_EQ(ran.evidence.outcomes.size(), 1U);
  EXPECT_EQ(ran.evidence.outcomes[0].outcome, std::to_string(actors));
  EXPECT_EQ(ran.evidence.outcomes[0].count, executions);
  EXPECT_EQ(in_modes(ran.evidence), executions);
  EXPECT_TRUE(ran.evidence.anomalies.empty());
}

struct Case {
  std::size_t actors;
  std::uint64_t executions;
};

class AnyNumberOfActors : public testing::TestWithParam<Case> {};

TEST_P(AnyNumberOfActors, RunOnceOnEveryState) {
  const auto [actors, count] = GetParam();
  expect_all_ran(run_stress(adding(actors), executions(count)), actors, count);
}

INSTANTIATE_TEST_SUITE_P(Engine, AnyNumberOfActors,
                         testing::Values(Case{1, 1}, Case{2, 1}, Case{1, 5000}, Case{2, 2}, Case{2, 100'003},
                                         Case{3, 10'000}, Case{7, 5000}, Case{64, 600}),
                         [](const auto& param) {
                           return std::to_string(param.param.actors) + "Actors" +
                                  std::to_string(param.param.executions) + "Executions";
                         });

TEST(Engine, RunsWithEveryAffinity) {
  for (const Affinity affinity : {Affinity::none, Affinity::spread, Affinity::same_core}) {
    RunRequest request = executions(2000);
    request.affinity = affinity;
    const Ran ran = run_stress(adding(3), request);
    expect_all_ran(ran, 3, 2000);
    for (const ModeReport& mode : ran.evidence.modes) {
      if (mode.mode != "warm-up") {
        EXPECT_THAT(mode.mode, testing::EndsWith(std::string(name_of(affinity))));
      }
    }
  }
}

TEST(Engine, EndsWithItsTimeBudget) {
  RunRequest request;
  request.budget.time = std::chrono::milliseconds(20);
  const Ran ran = run_stress(adding(2), request);
  EXPECT_GE(ran.evidence.seconds, 0.020);
  EXPECT_EQ(counted(ran.evidence), ran.evidence.executions);
  EXPECT_GT(ran.evidence.executions, 0U);
}

TEST(Engine, RunsNothingOnAnEmptyBudget) {
  const Ran ran = run_stress(adding(2), executions(0));
  EXPECT_EQ(ran.evidence.executions, 0U);
  EXPECT_TRUE(ran.evidence.outcomes.empty());
}

TEST(Engine, MeasuresNoOverlapWithoutAnotherActor) {
  const Ran ran = run_stress(adding(1), executions(5000));
  EXPECT_GT(ran.evidence.contention.probes, 0U);
  EXPECT_EQ(ran.evidence.contention.overlapped, 0U);
}

struct Meeting {
  std::atomic<int> here{0};
  void meet() {
    ++here;
    while (here != 2) std::this_thread::yield();
  }
};

// Neither can end before the other has begun: every probe must have overlapped, if two can run at once.
TEST(Engine, MeasuresFullOverlapOfActorsThatWaitForEachOther) {
  const Program program = scenario<Meeting>("test/meeting").copies(2, &Meeting::meet).program();
  const Ran ran = run_stress(program, executions(300));
  EXPECT_GT(ran.evidence.contention.probes, 0U);
  EXPECT_EQ(ran.evidence.contention.overlapped, ran.evidence.contention.probes);
}

TEST(Engine, SaysWhatItRanOn) {
  const Ran ran = run_stress(adding(2), executions(100, 42));
  EXPECT_EQ(ran.evidence.engine, Engine::stress);
  EXPECT_EQ(ran.evidence.coverage, Coverage::sampled);
  EXPECT_EQ(ran.evidence.seed, 42U);
  EXPECT_THAT(ran.evidence.memory_model, testing::EndsWith("hardware"));
  EXPECT_FALSE(ran.evidence.interrupted);
}

TEST(Engine, NotesMoreActorsThanProcessors) {
  const Ran ran = run_stress(adding(64), executions(10));
  EXPECT_THAT(ran.evidence.notes, testing::Contains(testing::HasSubstr("more actors (64) than processors")));
}

class StopsAtOnce final : public Watcher {
 public:
  bool stop_requested() override { return ++asked_ == 3; }

 private:
  int asked_ = 0;
};

TEST(Engine, StopsBetweenBatchesWithWhatItHas) {
  StopsAtOnce monitor;
  RunRequest request;
  request.budget.time = std::chrono::hours(1);
  const Ran ran = run_stress(adding(2), request, monitor);
  EXPECT_TRUE(ran.evidence.interrupted);
  EXPECT_GT(ran.evidence.executions, 0U);
  EXPECT_EQ(counted(ran.evidence), ran.evidence.executions);
}

class StopsWhenTold final : public Watcher {
 public:
  bool stop_requested() override { return told_ == 2; }
  void evidence_so_far(const Evidence& evidence) override {
    EXPECT_GE(evidence.executions, last_);
    EXPECT_LE(counted(evidence), evidence.executions);
    last_ = evidence.executions;
    ++told_;
  }

 private:
  int told_ = 0;
  std::uint64_t last_ = 0;
};

TEST(Engine, TellsWhatItHasWhileItRuns) {
  StopsWhenTold monitor;
  RunRequest request;
  request.budget.time = std::chrono::hours(1);
  EXPECT_TRUE(run_stress(adding(2), request, monitor).evidence.interrupted);
}

struct Ordered {
  std::atomic<int> first_saw{-1}, second_saw{-1}, turn{0};
  void first() { first_saw = turn.exchange(1); }
  void second() { second_saw = turn.exchange(2); }
};

TEST(Engine, SortsOutcomesByCountAndMatchesExpectations) {
  const Program program = scenario<Ordered>("test/ordered")
                              .actors(&Ordered::first, &Ordered::second)
                              .observes(&Ordered::first_saw, &Ordered::second_saw)
                              .acceptable({0, 1}, "first came first")
                              .acceptable({2, 0}, "second came first")
                              .program();
  const Evidence evidence = run_stress(program, executions(50'000)).evidence;
  EXPECT_EQ(counted(evidence), 50'000U);
  for (std::size_t i = 0; i < evidence.outcomes.size(); ++i) {
    EXPECT_EQ(evidence.outcomes[i].expectation, evidence.outcomes[i].outcome == "0, 1" ? 0 : 1);
    EXPECT_GE(evidence.outcomes[0].count, evidence.outcomes[i].count);
  }
}

// The arrival and departure of each thread at a boundary, as ThreadSanitizer's host sees them.
class CountingBoundary final : public BatchBoundary {
 public:
  void arrive() noexcept override { ++arrived; }
  void depart() noexcept override { ++departed; }
  std::atomic<int> arrived{0}, departed{0};
};

TEST(Engine, AnnouncesEveryBatchBoundaryAndNothingElse) {
  const auto progress = std::make_unique<SharedProgress>();
  const auto log = std::make_unique<AnomalyLog>();
  CountingBoundary boundary;
  Watcher watcher;
  run(adding(2), executions(1), *progress, watcher, *log, boundary);
  // Planned; old places left; made; run: four meetings of two, each with an extra pair by whoever came last.
  EXPECT_EQ(boundary.arrived, 4 * 3);
  EXPECT_EQ(boundary.departed, 4 * 3);
}

}  // namespace
}  // namespace tenter::stress::engine_test
