// What the strategies find of small random programs is what a naive interpreter enumerates.
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <set>

#include "explore/engine/search.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "interpreter.h"
#include "program_body.h"

namespace tenter::explore::test {
namespace {

class NoLog final : public ActorLog {
 public:
  NoLog() { started = &started_; }
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}

 private:
  std::uint64_t started_ = 0;
};

Runtime& the_runtime() {
  static Runtime runtime({.steps = 10'000});
  return runtime;
}

struct Found {
  std::set<Final> finals;
  std::uint64_t executions = 0;
  bool complete = false;
};

template <class S>
Found search(const SmallProgram& small, std::uint64_t most = 200'000) {
  Found found;
  Final final;
  const Program program = program_of(small, final);
  NoLog log;
  Search search(the_runtime(), program, log, [] { return std::make_unique<S>(); });
  while (const Outcome* outcome = search.next()) {
    if (search.executions() > most) break;
    if (outcome->ending == Ending::abandoned) continue;
    final.stuck = outcome->ending == Ending::deadlock || outcome->ending == Ending::livelock;
    found.finals.insert(final);
  }
  found.executions = search.executions();
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

RC_GTEST_PROP(SmallPrograms, OfTwoThreadsAreExploredWhole, ()) {
  const SmallProgram program = random_program({.threads = 2, .items = 3});
  const std::set<Final> wanted = all_finals(program);
  expect_same(program, wanted, search<Exhaustive>(program).finals);
  expect_same(program, wanted, search<Dpor>(program).finals);
}

RC_GTEST_PROP(SmallPrograms, OfThreeThreadsAreExploredWhole, ()) {
  const SmallProgram program = random_program({.threads = 3, .items = 2});
  const Found found = search<Dpor>(program);
  RC_PRE(found.complete);
  expect_same(program, all_finals(program), found.finals);
}

RC_GTEST_PROP(SmallPrograms, WithLoopsThatWaitAreExploredWhole, ()) {
  const SmallProgram program =
      random_program({.threads = 2, .items = 3, .conditions = false, .sharing = false, .loops = true});
  const std::set<Final> wanted = all_finals(program);
  const Found all = search<Exhaustive>(program);
  RC_PRE(all.complete);
  expect_same(program, wanted, all.finals);
  const Found reduced = search<Dpor>(program);
  RC_ASSERT(reduced.complete);
  expect_same(program, wanted, reduced.finals);
}

RC_GTEST_PROP(SmallPrograms, OfThreeThreadsWithLoopsAreReducedWithoutLoss, ()) {
  const SmallProgram program =
      random_program({.threads = 3, .items = 2, .conditions = false, .sharing = false, .loops = true});
  const Found found = search<Dpor>(program);
  RC_PRE(found.complete);
  expect_same(program, all_finals(program), found.finals);
}

std::uint64_t multinomial(const SmallProgram& program) {
  std::uint64_t result = 1;
  std::uint64_t total = 0;
  for (const auto& thread : program.threads) {
    for (std::uint64_t i = 1; i <= thread.size(); ++i) result = result * ++total / i;
  }
  return result;
}

RC_GTEST_PROP(SmallPrograms, WithoutLocksHaveAsManyInterleavingsAsTheMultinomial, ()) {
  const SmallProgram program =
      random_program({.threads = 3, .items = 3, .locks = false, .conditions = false, .sharing = false});
  const Found found = search<Exhaustive>(program);
  RC_ASSERT(found.complete);
  RC_ASSERT(found.executions == multinomial(program));
}

}  // namespace
}  // namespace tenter::explore::test
