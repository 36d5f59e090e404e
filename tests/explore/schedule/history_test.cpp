// Which call of an object ended before which began is part of what an execution shows: a reduced search leaves out
// none of the histories that a search of everything finds.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <compare>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "explore/schedule/dpor.h"
#include "machine.h"

namespace tenter::explore::test::history_test {
namespace {

constexpr int kHistory = 9;

using Call = std::pair<std::size_t, int>;  // a thread, and which of its calls

struct History {
  std::vector<std::vector<int>> seen;          // by each thread, in order: which modification it found
  std::set<std::pair<Call, Call>> precedence;  // the first responded before the second was invoked

  friend auto operator<=>(const History&, const History&) = default;
};

History history_of(const Threads& threads, const Tasks& tasks) {
  History history{std::vector<std::vector<int>>(threads.size()), {}};
  std::vector<std::size_t> at(threads.size());
  std::vector<int> calls(threads.size());
  std::map<std::uintptr_t, int> value;
  std::set<Call> responded;
  for (const std::uint8_t task : tasks) {
    const std::size_t place = at[task]++;
    const Operation& operation = threads[task][place];
    const Call call{task, calls[task]};
    if (operation.op == Op::invoke) {
      for (const Call& earlier : responded) history.precedence.emplace(earlier, call);
    } else if (operation.op == Op::respond) {
      responded.insert(call);
      ++calls[task];
    } else {
      if (operation.op != Op::atomic_store) history.seen[task].push_back(value[operation.object.code()]);
      if (modifies(operation.op)) value[operation.object.code()] = 1 + 100 * task + static_cast<int>(place);
    }
  }
  return history;
}

std::set<History> all_histories(const Threads& threads) {
  std::set<History> histories;
  for (const auto& [preemptions, executions] : executions_by_preemptions(threads)) {
    for (const Tasks& tasks : executions) histories.insert(history_of(threads, tasks));
  }
  return histories;
}

std::set<History> histories_by_dpor(const Threads& threads) {
  Dpor dpor;
  std::set<History> histories;
  for (const Tasks& tasks : run_all(threads, dpor)) histories.insert(history_of(threads, tasks));
  EXPECT_TRUE(dpor.complete());
  return histories;
}

std::vector<Operation> call_of(std::vector<Operation> operations) {
  operations.insert(operations.begin(), on(kHistory, Op::invoke));
  operations.push_back(on(kHistory, Op::respond));
  return operations;
}

Threads random_calls(int threads, int calls) {
  constexpr Op kOps[] = {Op::atomic_load, Op::atomic_store, Op::atomic_update};
  Threads result(static_cast<std::size_t>(threads));
  for (auto& thread : result) {
    for (int i = 0; i < calls; ++i) {
      const Op op = *rc::gen::elementOf(std::vector<Op>(std::begin(kOps), std::end(kOps)));
      const auto call = call_of({on(*rc::gen::inRange(0, 2), op)});
      thread.insert(thread.end(), call.begin(), call.end());
    }
  }
  return result;
}

TEST(Histories, OfTwoCallsThatTouchNothingAreThree) {
  const Threads threads(2, call_of({}));
  Dpor dpor;
  EXPECT_EQ(run_all(threads, dpor).size(), 3U);  // one before the other, the other way round, and neither
  EXPECT_EQ(histories_by_dpor(threads), all_histories(threads));
  EXPECT_EQ(all_histories(threads).size(), 3U);
}

TEST(Histories, EndsOfOneKindAreIndependent) {
  EXPECT_TRUE(dependent(on(kHistory, Op::invoke), on(kHistory, Op::respond)));
  EXPECT_TRUE(dependent(on(kHistory, Op::respond), on(kHistory, Op::invoke)));
  EXPECT_FALSE(dependent(on(kHistory, Op::invoke), on(kHistory, Op::invoke)));
  EXPECT_FALSE(dependent(on(kHistory, Op::respond), on(kHistory, Op::respond)));
  EXPECT_FALSE(dependent(on(kHistory, Op::invoke), on(0, Op::atomic_store)));
}

RC_GTEST_PROP(Histories, OfTwoThreadsAreAllFoundByReduction, ()) {
  const Threads threads = random_calls(2, *rc::gen::inRange(1, 3));
  RC_ASSERT(histories_by_dpor(threads) == all_histories(threads));
}

RC_GTEST_PROP(Histories, OfThreeThreadsAreAllFoundByReduction, ()) {
  const Threads threads = random_calls(3, 1);
  RC_ASSERT(histories_by_dpor(threads) == all_histories(threads));
}

}  // namespace
}  // namespace tenter::explore::test::history_test
