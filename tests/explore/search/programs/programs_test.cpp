// What the strategies find of small random programs is what a naive interpreter enumerates.
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <set>

#include "equivalence.h"
#include "explore/executor/in_process_executor.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/search/search.h"
#include "interpreter.h"
#include "program_body.h"
#include "races.h"

namespace tenter::explore::test::programs_test {
namespace {

class NoLog final : public ActorLog {
 public:
  NoLog() { started = &started_; }
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}

 private:
  std::uint64_t started_ = 0;
};

// There is one at most in a process; what it has found to be visible is another program's.
InProcessExecutor& the_executor() {
  static InProcessExecutor executor({.steps = 10'000});
  return executor;
}

struct Found {
  std::set<Final> finals;
  RacingPlaces races;
  std::uint64_t executions = 0;  // without those given up as redundant
  std::uint64_t abandoned = 0;
  bool complete = false;
};

template <class S>
Found search(const SmallProgram& small, std::uint64_t most = 200'000) {
  InProcessExecutor& executor = the_executor();
  executor.set_visible_places({});
  executor.forget_races();
  Found found;
  Final final;
  const Program program = program_of(small, final);
  NoLog log;
  Search search(executor, program, log, [] { return std::make_unique<S>(); });
  while (const ExecutionResult* outcome = search.next()) {
    if (search.executions() > most) break;
    for (const Race& race : outcome->races) {
      found.races.insert(racing(place_of(race.earlier.pc), place_of(race.later.pc)));
    }
    if (outcome->ending == Ending::abandoned || outcome->new_visible_place) continue;  // the latter come again
    final.stuck = outcome->ending == Ending::deadlock || outcome->ending == Ending::livelock;
    found.finals.insert(final);
  }
  found.abandoned = search.abandoned();
  found.executions = search.executions() - found.abandoned;
  found.complete = search.complete();
  return found;
}

void expect_same(const SmallProgram& program, const std::set<Final>& wanted, const std::set<Final>& got) {
  RC_LOG() << program;
  for (const Final& final : wanted) {
    if (!got.contains(final)) RC_FAIL(fmt::format("missed: {}", fmt::streamed(final)));
  }
  for (const Final& final : got) {
    if (!wanted.contains(final)) RC_FAIL(fmt::format("invented: {}", fmt::streamed(final)));
  }
}

// By reduction, and where there are few enough interleavings by all of them.
void expect_explored_whole(const Shape& shape) {
  constexpr std::uint64_t kMost = 20'000;
  const SmallProgram program = random_program(shape);
  const std::set<Final> wanted = all_finals(program);
  const Found reduced = search<Dpor>(program, kMost);
  RC_PRE(reduced.complete);
  expect_same(program, wanted, reduced.finals);
  if (shape.threads > 2) return;
  const Found all = search<Exhaustive>(program, kMost);
  if (all.complete) expect_same(program, wanted, all.finals);
}

RC_GTEST_PROP(SmallPrograms, OfTwoThreadsAreExploredWhole, ()) {
  expect_explored_whole({.threads = 2, .items = 4, .plain = true, .time = true});
}

RC_GTEST_PROP(SmallPrograms, OfThreeThreadsAreExploredWhole, ()) {
  expect_explored_whole({.threads = 3, .items = 3, .plain = true, .time = true});
}

RC_GTEST_PROP(SmallPrograms, OfFourThreadsAreExploredWhole, ()) {
  expect_explored_whole({.threads = 4, .items = 2, .plain = true, .time = true});
}

RC_GTEST_PROP(SmallPrograms, OfLittleElseThanMutexesAreExploredWhole, ()) {
  expect_explored_whole({.threads = 3, .items = 4, .sharing = false});
}

RC_GTEST_PROP(SmallPrograms, OfTwoThreadsWithLoopsAreExploredWhole, ()) {
  expect_explored_whole({.threads = 2, .items = 3, .plain = true, .time = true, .loops = true});
}

RC_GTEST_PROP(SmallPrograms, OfThreeThreadsWithLoopsAreExploredWhole, ()) {
  expect_explored_whole({.threads = 3, .items = 2, .plain = true, .time = true, .loops = true});
}

RC_GTEST_PROP(SmallPrograms, OfFourThreadsWithLoopsAreExploredWhole, ()) {
  expect_explored_whole({.threads = 4, .items = 1, .loops = true});
}

// Of which more come to a barrier than it waits for.
RC_GTEST_PROP(SmallPrograms, WithBarriersAreExploredWhole, ()) {
  const int threads = 2 + *rc::gen::inRange(0, 3);
  expect_explored_whole({.threads = threads, .items = 5 - threads, .barriers = true});
}

void expect_same(const SmallProgram& program, const RacingPlaces& wanted, const RacingPlaces& got) {
  RC_LOG() << program;
  for (const auto& [a, b] : wanted) {
    if (!got.contains({a, b})) RC_FAIL(fmt::format("missed: {} {}", fmt::streamed(a), fmt::streamed(b)));
  }
  for (const auto& [a, b] : got) {
    if (!wanted.contains({a, b})) RC_FAIL(fmt::format("invented: {} {}", fmt::streamed(a), fmt::streamed(b)));
  }
}

// Ways to interleave the operations.
std::uint64_t multinomial(const SmallProgram& program) {
  std::uint64_t result = 1;
  std::uint64_t total = 0;
  for (const auto& thread : program.threads) {
    for (std::uint64_t i = 1; i <= thread.size(); ++i) result = result * ++total / i;
  }
  return result;
}

RC_GTEST_PROP(SmallPrograms, HaveTheRacesThatAnyInterleavingHas, ()) {
  const int threads = 2 + *rc::gen::inRange(0, 2);
  const Shape shape{.threads = threads, .items = 5 - threads, .plain = true, .time = true, .barriers = true};
  const SmallProgram program = random_program(shape);
  RC_PRE(multinomial(program) <= 2'000);
  const RacingPlaces wanted = races_of(program);
  expect_same(program, wanted, search<Exhaustive>(program).races);
  expect_same(program, wanted, search<Dpor>(program).races);
}

// Of all that differ only in the order of independent steps exactly one.
RC_GTEST_PROP(SmallPrograms, AreReducedToOneExecutionOfEachTrace, ()) {
  const int threads = 2 + *rc::gen::inRange(0, 3);
  const Shape shape{.threads = threads, .items = 5 - threads, .conditions = false, .sharing = false};
  const SmallProgram program = random_program(shape);
  const Found found = search<Dpor>(program);
  RC_LOG() << program;
  RC_ASSERT(found.complete);
  RC_ASSERT(found.executions == count_traces(program));
}

RC_GTEST_PROP(SmallPrograms, WithoutLocksHaveAsManyInterleavingsAsTheMultinomial, ()) {
  const SmallProgram program =
      random_program({.threads = 3, .items = 3, .locks = false, .conditions = false, .sharing = false});
  const Found found = search<Exhaustive>(program);
  RC_ASSERT(found.complete);
  RC_ASSERT(found.executions == multinomial(program));
}

}  // namespace
}  // namespace tenter::explore::test::programs_test
