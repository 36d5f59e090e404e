// Relaxed specifications against the definition, and against each other. RC_PARAMS takes back the seed that is
// printed.
#include "oracle/models/relaxed.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "oracle/history_verdict.h"
#include "oracle/models/parts.h"
#include "oracle/relaxation.h"
#include "random_history.h"

namespace tenter::oracle::relaxed_test {
namespace {

constexpr int kRounds = 100;

// As random_history.h makes models: of a history alone.
template <class Strict, std::uint32_t kMost>
struct OutOfOrder : OutOfOrderModel<Strict> {
  OutOfOrder(const History& history, std::span<const ModelOperation> operations)
      : OutOfOrderModel<Strict>(history, operations, kMost) {}
  static constexpr Relaxation kRelaxation{Relaxation::out_of_order, kMost};
  using Of = Strict;
};
template <class Strict>
struct AtLeastOnce : AtLeastOnceModel<Strict> {
  using AtLeastOnceModel<Strict>::AtLeastOnceModel;
  static constexpr Relaxation kRelaxation{Relaxation::at_least_once, 0};
  using Of = Strict;
};

template <class Strict>
Vocabulary vocabulary() {
  const std::vector<std::vector<int>> small{{1}, {2}, {3}};
  if constexpr (std::is_same_v<Strict, QueueModel>) return {"queue", {{"enqueue", small, true}, {"dequeue", {}}}};
  if constexpr (std::is_same_v<Strict, StackModel>) return {"stack", {{"push", small, true}, {"pop", {}}}};
  return {"priority-queue", {{"insert", small, true}, {"delete-min", {}}}};
}

template <class Model>
class RelaxedHistories : public testing::Test {};
using Models = testing::Types<OutOfOrder<QueueModel, 1>, OutOfOrder<StackModel, 1>, OutOfOrder<PriorityQueueModel, 1>,
                              OutOfOrder<QueueModel, 3>, OutOfOrder<StackModel, 2>, AtLeastOnce<QueueModel>,
                              AtLeastOnce<StackModel>, AtLeastOnce<PriorityQueueModel>>;
TYPED_TEST_SUITE(RelaxedHistories, Models);

Part part_of(const History& history) { return parts_of(history, {0, 1}, Independent::keys).front(); }

template <class Model>
bool fits(const History& history) {
  const Part part = part_of(history);
  return std::ranges::none_of(part.operations, [&](const ModelOperation& operation) {
    return Model::fault(history.values, operation).has_value();
  });
}

// Some results are those of a run of the model, and some are changed, or all of them.
template <class Model>
RandomHistory any_history(std::mt19937_64& random) {
  static const Vocabulary kVocabulary = vocabulary<typename Model::Of>();
  Shape shape;
  shape.processes = 2 + random() % 3;
  shape.operations = 1 + random() % 9;
  shape.pending = random() % 4 == 0 ? 1 : 0;
  shape.distinct = random() % 2 == 0;
  RandomHistory made(kVocabulary, shape, random());
  if (random() % 4 == 0) {
    made.change_all_results();
  } else {
    made.linearize<Model>();
    for (std::size_t changes = made.choose(3); changes > 0; --changes) {
      made.change_result(static_cast<std::uint32_t>(made.choose(made.history().operations.size())));
    }
  }
  return made;
}

// The definition in its own words: what is inside in the order of its puts, and each choice that a taker has, where
// equal values are different things. Every order is tried with every choice.
class Definition {
 public:
  Definition(const History& history, const Part& part, const Relaxation& relaxation)
      : history_(history), part_(part), relaxation_(relaxation) {}

  bool allows() { return extend({}, {}, std::vector<bool>(part_.operations.size())); }

 private:
  using Items = std::vector<Value>;

  bool extend(const Items& inside, const Items& taken, const std::vector<bool>& placed) {
    bool complete = true;
    for (std::size_t i = 0; i < placed.size(); ++i) complete &= placed[i] || part_.operations[i].pending;
    if (complete) return true;
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (placed[i] || waits(i, placed)) continue;
      auto more = placed;
      more[i] = true;
      if (part_.operations[i].code == 0 ? put(inside, taken, more, i) : take(inside, taken, more, i)) return true;
    }
    return false;
  }

  bool put(Items inside, const Items& taken, const std::vector<bool>& placed, std::size_t i) {
    inside.push_back(part_.operations[i].argument);
    return extend(inside, taken, placed);
  }

  bool take(const Items& inside, const Items& taken, const std::vector<bool>& placed, std::size_t i) {
    const Value result = part_.operations[i].result;
    if (result == kNil) return inside.empty() && extend(inside, taken, placed);
    const bool again = relaxation_.kind == Relaxation::at_least_once;
    if (again && std::ranges::find(taken, result) != taken.end() && extend(inside, taken, placed)) return true;
    for (std::size_t at = 0; at < inside.size(); ++at) {
      if (inside[at] != result || passed_over(inside, at) > relaxation_.most) continue;
      auto left = inside;
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
      auto more = taken;
      more.push_back(result);
      if (extend(left, more, placed)) return true;
    }
    return false;
  }

  // How many the strict object would give before the one at `at`; equal ones in a priority queue have no turn.
  std::size_t passed_over(const Items& inside, std::size_t at) const {
    const std::string& puts = history_.functions[0];
    if (puts == "enqueue") return at;
    if (puts == "push") return inside.size() - 1 - at;
    const auto number = [&](Value value) { return *history_.values.integer_of(value); };
    return static_cast<std::size_t>(
        std::ranges::count_if(inside, [&](Value other) { return number(other) < number(inside[at]); }));
  }

  bool waits(std::size_t i, const std::vector<bool>& placed) const {
    for (std::size_t k = 0; k < placed.size(); ++k) {
      if (!placed[k] && part_.intervals[k].responded < part_.intervals[i].invoked) return true;
    }
    return false;
  }

  const History& history_;
  const Part& part_;
  Relaxation relaxation_;
};

template <class Model>
Answer judged(const History& history, const Relaxation& relaxation) {
  return judge_history(history, vocabulary<typename Model::Of>().model, {}, Consistency::linearizable, relaxation)
      .answer;
}

TYPED_TEST(RelaxedHistories, AreJudgedAsTheDefinitionDoes) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) {
      RandomHistory made = any_history<TypeParam>(random);
      const History& history = made.history();
      if (!fits<TypeParam>(history)) continue;
      const Part part = part_of(history);
      const bool allowed = Definition(history, part, TypeParam::kRelaxation).allows();
      RC_ASSERT(judged<TypeParam>(history, TypeParam::kRelaxation) == (allowed ? Answer::yes : Answer::no));
    }
  }));
}

TYPED_TEST(RelaxedHistories, AreMoreThanStrictOnes) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) {
      RandomHistory made = any_history<TypeParam>(random);
      const History& history = made.history();
      if (!fits<TypeParam>(history)) continue;
      const Answer strict = judged<TypeParam>(history, {});
      RC_ASSERT(judged<TypeParam>(history, {Relaxation::out_of_order, 0}) == strict);
      if (strict == Answer::yes) RC_ASSERT(judged<TypeParam>(history, TypeParam::kRelaxation) == Answer::yes);
      if (judged<TypeParam>(history, {Relaxation::out_of_order, 1}) == Answer::yes) {
        RC_ASSERT(judged<TypeParam>(history, {Relaxation::out_of_order, 2}) == Answer::yes);
      }
    }
  }));
}

// One thread puts these in, and takes those out; 0 is nil.
Answer of_one_thread(const std::string& model, const std::vector<int>& in, const std::vector<int>& out,
                     const Relaxation& relaxation) {
  History history;
  history.processes = {"0"};
  history.functions = model == "priority-queue" ? std::vector<std::string>{"insert", "delete-min"}
                                                : std::vector<std::string>{"push", "pop"};
  std::uint64_t time = 0;
  const auto add = [&](std::uint32_t function, Value argument, Value result) {
    RecordedOperation operation;
    operation.invoked = time++;
    operation.responded = time++;
    operation.function = function;
    operation.argument = argument;
    operation.result = result;
    history.operations.push_back(operation);
  };
  for (const int value : in) add(0, history.values.integer(value), kNil);
  for (const int value : out) add(1, kNil, value == 0 ? kNil : history.values.integer(value));
  return judge_history(history, model, {}, Consistency::linearizable, relaxation).answer;
}

TEST(Relaxation, OutOfOrderPassesOverSoMany) {
  struct Case {
    std::string model;
    std::vector<int> in;  // the third comes first, then the second, where they may
  };
  for (const Case& one :
       std::vector<Case>{{"queue", {1, 2, 3}}, {"stack", {3, 2, 1}}, {"priority-queue", {2, 3, 1}}}) {
    const auto with = [&](std::uint32_t most, const std::vector<int>& out) {
      return of_one_thread(one.model, one.in, out, {Relaxation::out_of_order, most}) == Answer::yes;
    };
    EXPECT_TRUE(with(0, {1, 2, 3, 0})) << one.model;
    EXPECT_FALSE(with(0, {2})) << one.model;
    EXPECT_TRUE(with(1, {2, 3, 1, 0})) << one.model;
    EXPECT_FALSE(with(1, {3})) << one.model;
    EXPECT_TRUE(with(2, {3, 2, 1, 0})) << one.model;
    EXPECT_FALSE(with(9, {1, 2, 0})) << one.model << " is empty only when it is";
    EXPECT_FALSE(with(9, {1, 1})) << one.model << " gives nothing again";
    EXPECT_FALSE(with(9, {4})) << one.model;
  }
}

// What one thread pushes, and where it is negative pops.
History of_stack(const std::vector<int>& steps) {
  History history;
  history.processes = {"0"};
  history.functions = {"push", "pop"};
  std::uint64_t time = 0;
  for (const int step : steps) {
    RecordedOperation& operation = history.operations.emplace_back();
    operation.invoked = time++;
    operation.responded = time++;
    operation.function = step > 0 ? 0 : 1;
    (step > 0 ? operation.argument : operation.result) = history.values.integer(std::abs(step));
  }
  return history;
}

Answer judged_as_stack(const History& history, std::uint32_t most) {
  return judge_history(history, "stack", {}, Consistency::linearizable, {Relaxation::out_of_order, most}).answer;
}

// Later pushes move the older of two equal values out of reach, or the newer one where the older has been taken.
TEST(Relaxation, EitherOfTwoEqualValuesMayBeTaken) {
  EXPECT_EQ(judged_as_stack(of_stack({1, 2, 1, -1, 3, 4, -1}), 2), Answer::yes);
  EXPECT_EQ(judged_as_stack(of_stack({1, 2, 1, -1, 3, 4, -2}), 2), Answer::yes);
  EXPECT_EQ(judged_as_stack(of_stack({1, 2, 1, -1, 3, 4, 5, -1}), 2), Answer::no);
}

TEST(Relaxation, OfAStackOfFewValuesIsAsTheDefinitionSays) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) {
      std::vector<int> steps;
      for (std::size_t left = 7 + random() % 5; left > 0; --left) {
        const int value = 1 + static_cast<int>(random() % 3);
        steps.push_back(random() % 3 == 0 ? -value : value);
      }
      const History history = of_stack(steps);
      const Part part = part_of(history);
      for (const std::uint32_t most : {1U, 2U, 3U}) {
        const bool allowed = Definition(history, part, {Relaxation::out_of_order, most}).allows();
        RC_ASSERT(judged_as_stack(history, most) == (allowed ? Answer::yes : Answer::no));
      }
    }
  }));
}

TEST(Relaxation, AtLeastOnceGivesAgainWhatHadItsTurn) {
  for (const std::string model : {"queue", "stack", "priority-queue"}) {
    const std::vector<int> in = model == "stack" ? std::vector<int>{2, 1} : std::vector<int>{1, 2};
    const auto allows = [&](const std::vector<int>& out) {
      return of_one_thread(model, in, out, {Relaxation::at_least_once, 0}) == Answer::yes;
    };
    EXPECT_TRUE(allows({1, 2, 0})) << model;
    EXPECT_TRUE(allows({1, 1, 2, 1, 2, 0, 2})) << model;
    EXPECT_FALSE(allows({2})) << model << " keeps turns";
    EXPECT_FALSE(allows({1, 1, 0})) << model << " is empty only when it is";
    EXPECT_FALSE(allows({1, 2, 3})) << model;
  }
}

TEST(Relaxation, HasNames) {
  EXPECT_EQ(relaxation_named("out-of-order:12")->most, 12U);
  EXPECT_EQ(relaxation_named("at-least-once")->kind, Relaxation::at_least_once);
  for (const char* const name : {"", "strict", "out-of-order", "out-of-order:", "out-of-order:-1", "out-of-order:1x",
                                 "out-of-order:18446744073709551615"}) {
    EXPECT_FALSE(relaxation_named(name)) << name;
  }
}

}  // namespace
}  // namespace tenter::oracle::relaxed_test
