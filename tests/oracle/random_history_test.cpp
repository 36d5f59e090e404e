// The search, the monitors and the definition agree, for every model. RC_PARAMS takes back the seed that is printed.
#include "random_history.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "brute_force.h"
#include "oracle/history_verdict.h"
#include "oracle/models/counter.h"
#include "oracle/models/mutex.h"
#include "oracle/models/parts.h"
#include "oracle/models/priority_queue.h"
#include "oracle/models/queue.h"
#include "oracle/models/register.h"
#include "oracle/models/set.h"
#include "oracle/models/stack.h"
#include "oracle/monitors/set.h"

namespace tenter::oracle::random_history_test {
namespace {

const std::vector<std::vector<int>> kSmall{{1}, {2}, {3}};

template <class Model>
struct VocabularyOf {
  static Vocabulary of();
};

template <>
Vocabulary VocabularyOf<RegisterModel>::of() {
  return {"register", {{"read", {}}, {"write", kSmall, true}}};
}
template <>
Vocabulary VocabularyOf<CasRegisterModel>::of() {
  return {"cas-register", {{"read", {}}, {"write", kSmall}, {"cas", {{1, 2}, {2, 1}, {2, 3}, {3, 3}}}}};
}
template <>
Vocabulary VocabularyOf<QueueModel>::of() {
  return {"queue", {{"enqueue", kSmall, true}, {"dequeue", {}}}};
}
template <>
Vocabulary VocabularyOf<StackModel>::of() {
  return {"stack", {{"push", kSmall, true}, {"pop", {}}}};
}
template <>
Vocabulary VocabularyOf<PriorityQueueModel>::of() {
  return {"priority-queue", {{"insert", kSmall, true}, {"delete-min", {}}}};
}
template <>
Vocabulary VocabularyOf<SetModel>::of() {
  return {"set", {{"add", {{1}}}, {"remove", {{1}}}, {"contains", {{1}}}}};
}
template <>
Vocabulary VocabularyOf<CounterModel>::of() {
  return {"counter",
          {{"get", {}}, {"increment", {}}, {"add", {{1}, {2}}}, {"fetch-add", {{1}}}, {"add-and-get", {{1}}}}};
}
template <>
Vocabulary VocabularyOf<MutexModel>::of() {
  return {"mutex", {{"acquire", {}}, {"release", {}}}};
}

std::string text_of(const History& history) {
  std::string text;
  for (const RecordedOperation& one : history.operations) {
    text += "[" + std::to_string(one.invoked) + ", " + (one.pending() ? "-" : std::to_string(one.responded)) + "] " +
            shown(history, one) + "\n";
  }
  return text;
}

template <class Model>
Part whole(const History& history) {
  std::vector<std::uint8_t> codes;
  for (const std::string& function : history.functions) {
    for (const OperationName& one : Model::kNames) {
      if (one.name == function) codes.push_back(one.code);
    }
  }
  auto parts = parts_of(history, codes, Independent::keys);
  return parts.empty() ? Part{} : parts.front();
}

// A result that the model does not even take is not what is tested here.
template <class Model>
bool fits(const History& history, const Part& part) {
  return std::none_of(part.operations.begin(), part.operations.end(),
                      [&](const ModelOperation& one) { return Model::fault(history.values, one).has_value(); });
}

template <class Model>
void assert_agreement(const History& history, bool& linearizable) {
  const std::string text = text_of(history);
  const Part part = whole<Model>(history);
  const Model model(history, part.operations);
  linearizable = BruteForce<Model>(model, part.intervals).linearizable();
  const Linearization found = linearize(model, part.intervals);
  const Answer expected = linearizable ? Answer::yes : Answer::no;
  if (found.answer != expected) RC_FAIL("the search is wrong about\n" + text);
  if (linearizable && !explains(model, part.intervals, found.order)) RC_FAIL("no witness for\n" + text);
  if (judge_history(history, VocabularyOf<Model>::of().model, {}).answer != expected) {
    RC_FAIL("the judge is wrong about\n" + text);
  }
}

template <class Model>
class RandomHistories : public testing::Test {};

using Models = testing::Types<RegisterModel, CasRegisterModel, QueueModel, StackModel, PriorityQueueModel, SetModel,
                              CounterModel, MutexModel>;
TYPED_TEST_SUITE(RandomHistories, Models);

Shape any_shape(std::mt19937_64& random, std::size_t most) {
  Shape shape;
  shape.processes = 2 + random() % 3;
  shape.operations = 1 + random() % most;
  shape.pending = random() % 2 == 0 ? 0 : random() % shape.processes;
  shape.distinct = random() % 2 == 0;
  return shape;
}

constexpr int kRounds = 100;

TYPED_TEST(RandomHistories, OfALinearizableRunAreAccepted) {
  const Vocabulary vocabulary = VocabularyOf<TypeParam>::of();
  EXPECT_TRUE(rc::check([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) {
      RandomHistory made(vocabulary, any_shape(random, 12), random());
      made.linearize<TypeParam>();
      bool linearizable = false;
      assert_agreement<TypeParam>(made.history(), linearizable);
      RC_ASSERT(linearizable);
    }
  }));
}

TYPED_TEST(RandomHistories, WithOneResultChangedAreJudgedAsTheDefinitionDoes) {
  const Vocabulary vocabulary = VocabularyOf<TypeParam>::of();
  EXPECT_TRUE(rc::check([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) {
      RandomHistory made(vocabulary, any_shape(random, 12), random());
      made.linearize<TypeParam>();
      made.change_result(static_cast<std::uint32_t>(made.choose(made.history().operations.size())));
      if (!fits<TypeParam>(made.history(), whole<TypeParam>(made.history()))) continue;
      bool linearizable = false;
      assert_agreement<TypeParam>(made.history(), linearizable);
    }
  }));
}

TYPED_TEST(RandomHistories, WithAnyResultsAreJudgedAsTheDefinitionDoes) {
  const Vocabulary vocabulary = VocabularyOf<TypeParam>::of();
  EXPECT_TRUE(rc::check([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) {
      RandomHistory made(vocabulary, any_shape(random, 7), random());
      made.change_all_results();
      if (!fits<TypeParam>(made.history(), whole<TypeParam>(made.history()))) continue;
      bool linearizable = false;
      assert_agreement<TypeParam>(made.history(), linearizable);
    }
  }));
}

// Longer ones, against the search, which the definition has checked.
template <class Model>
class DistinctValues : public testing::Test {};

using Monitored = testing::Types<RegisterModel, QueueModel, StackModel, PriorityQueueModel>;
TYPED_TEST_SUITE(DistinctValues, Monitored);

TYPED_TEST(DistinctValues, NeedNoSearch) {
  const Vocabulary vocabulary = VocabularyOf<TypeParam>::of();
  EXPECT_TRUE(rc::check([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) {
      Shape shape;
      shape.processes = 2 + random() % 4;
      shape.operations = 1 + random() % 30;
      shape.distinct = true;
      RandomHistory made(vocabulary, shape, random());
      made.linearize<TypeParam>();
      for (std::size_t changes = made.choose(3); changes > 0; --changes) {
        made.change_result(static_cast<std::uint32_t>(made.choose(shape.operations)));
      }
      const History& history = made.history();
      const Part part = whole<TypeParam>(history);
      if (!fits<TypeParam>(history, part)) continue;
      const HistoryVerdict verdict = judge_history(history, vocabulary.model, {});
      if (verdict.by_monitor != 1) RC_FAIL("undecided\n" + text_of(history));
      const Linearization found = linearize(TypeParam(history, part.operations), part.intervals);
      if (verdict.answer != found.answer) RC_FAIL("the monitor is wrong about\n" + text_of(history));
    }
  }));
}

// However often an element is added, and whatever is pending, unless it says nothing.
TEST(AnElement, NeedsNoSearch) {
  const Vocabulary vocabulary = VocabularyOf<SetModel>::of();
  EXPECT_TRUE(rc::check([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < 4 * kRounds; ++i) {
      Shape shape = any_shape(random, 24);
      shape.processes = 2 + random() % 5;
      RandomHistory made(vocabulary, shape, random());
      made.say_what_happened();
      made.linearize<SetModel>();
      for (std::size_t changes = made.choose(3); changes > 0; --changes) {
        RecordedOperation& one = made.history().operations[made.choose(made.history().operations.size())];
        if (!one.pending()) one.result = one.result == kTrue ? kFalse : kTrue;
      }
      const History& history = made.history();
      const Part part = whole<SetModel>(history);
      ValueNumbers numbers;
      const MonitorVerdict verdict = monitor_set(history.values, part, numbers);
      const Linearization found = linearize(SetModel(history, part.operations), part.intervals);
      if (verdict.answer != found.answer) RC_FAIL("the monitor is wrong about\n" + text_of(history));
    }
  }));
}

}  // namespace
}  // namespace tenter::oracle::random_history_test
