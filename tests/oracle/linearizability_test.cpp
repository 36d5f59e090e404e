#include "oracle/linearizability.h"

#include <gtest/gtest.h>

#include <vector>

#include "brute_force.h"

namespace tenter::linearizability_test {
namespace {

// A register that starts as 0.
struct Access {
  bool writes;
  int value;
};

struct RegisterModel {
  using State = int;
  std::vector<Access> accesses;

  State initial() const { return 0; }
  bool step(State& state, std::size_t i) const {
    if (accesses[i].writes) state = accesses[i].value;
    return state == accesses[i].value;
  }
  std::size_t hash_of(const State& state) const { return static_cast<std::size_t>(state); }
};

constexpr Access write(int value) { return {true, value}; }
constexpr Access read(int value) { return {false, value}; }

Linearization judged(const std::vector<Access>& accesses, const std::vector<Interval>& intervals,
                     const SearchBudget& budget = {}) {
  return linearize(RegisterModel{accesses}, intervals, budget);
}

TEST(Linearizability, OfNothingIsGiven) { EXPECT_EQ(judged({}, {}).answer, Answer::yes); }

TEST(Linearizability, AStaleReadAfterAWriteIsRefuted) {
  const auto result = judged({write(1), read(0)}, {{0, 1}, {2, 3}});
  EXPECT_EQ(result.answer, Answer::no);
  EXPECT_EQ(result.order, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(result.stuck, (std::vector<std::uint32_t>{1}));
}

TEST(Linearizability, AReadBesideAWriteMaySeeEither) {
  EXPECT_EQ(judged({write(1), read(0)}, {{0, 3}, {1, 2}}).order, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(judged({write(1), read(1)}, {{0, 3}, {1, 2}}).order, (std::vector<std::uint32_t>{0, 1}));
}

TEST(Linearizability, WhatReturnsWhenAnotherIsCalledIsBesideIt) {
  EXPECT_EQ(judged({write(1), read(0)}, {{0, 5}, {5, 6}}).answer, Answer::yes);
  EXPECT_EQ(judged({write(1), read(0)}, {{0, 5}, {6, 7}}).answer, Answer::no);
}

TEST(Linearizability, APendingWriteMayHaveHappenedAtAnyLaterTime) {
  EXPECT_EQ(judged({write(1), read(0), read(1)}, {{0, kPending}, {1, 2}, {3, 4}}).answer, Answer::yes);
  EXPECT_EQ(judged({write(1), read(0), read(0)}, {{0, kPending}, {1, 2}, {3, 4}}).answer, Answer::yes);
  EXPECT_EQ(judged({write(1), read(1), read(0)}, {{0, kPending}, {1, 2}, {3, 4}}).answer, Answer::no);
  EXPECT_EQ(judged({write(1), read(1), read(0)}, {{3, kPending}, {1, 2}, {5, 6}}).answer, Answer::no);
}

TEST(Linearizability, WithoutBudgetTheAnswerIsUnknownAndTellsHowFarItGot) {
  SearchBudget budget;
  budget.steps = 2;
  const auto result = judged({write(1), read(1), read(1)}, {{0, 1}, {2, 3}, {4, 5}}, budget);
  EXPECT_EQ(result.answer, Answer::unknown);
  EXPECT_EQ(result.order, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_TRUE(result.stuck.empty());
}

TEST(Linearizability, WithoutTimeTheAnswerIsUnknown) {
  const std::vector<Access> accesses(5000, write(1));
  std::vector<Interval> intervals;
  for (std::uint64_t i = 0; i < accesses.size(); ++i) intervals.push_back({2 * i, 2 * i + 1});
  SearchBudget budget;
  budget.deadline = std::chrono::steady_clock::now();
  const auto result = judged(accesses, intervals, budget);
  EXPECT_EQ(result.answer, Answer::unknown);
  EXPECT_FALSE(result.order.empty());
}

}  // namespace
}  // namespace tenter::linearizability_test
