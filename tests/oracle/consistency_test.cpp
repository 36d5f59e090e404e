// Orders that respect less than time: by hand, and as the definitions have them.
#include "oracle/consistency.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "oracle/history_verdict.h"
#include "oracle/models/counter.h"
#include "oracle/models/parts.h"
#include "oracle/models/queue.h"
#include "oracle/models/register.h"
#include "oracle/process_order.h"
#include "random_history.h"

namespace tenter::oracle::consistency_test {
namespace {

// Of "0 invoke enqueue 1" and so on, `;` between them.
History history_of(const std::string& events) {
  HistoryBuilder builder;
  std::istringstream lines(events);
  std::uint32_t number = 0;
  for (std::string line; std::getline(lines, line, ';');) {
    std::istringstream words(line);
    std::string process, type, function;
    words >> process >> type >> function;
    RecordedEvent event{*event_type_named(type), ++number, process, function, kNil, kNil};
    std::string key;
    int value = 0;
    if (words >> value) event.value = builder.values().integer(value);
    if (words >> key) event.key = builder.values().text(key);
    EXPECT_EQ(builder.add(event), std::nullopt) << line;
  }
  return std::move(builder).finish();
}

Answer judged(const History& history, Consistency consistency, const char* model = "queue") {
  return judge_history(history, model, {}, consistency).answer;
}

TEST(Consistency, HasNames) {
  for (const std::string_view name : kConsistencyNames) EXPECT_EQ(name_of(*consistency_named(name)), name);
  EXPECT_EQ(consistency_named("casual"), std::nullopt);
}

// The first queue of Herlihy and Shavit's that is not linearizable: what came in later goes out first.
TEST(Consistency, SequentialForgetsTime) {
  const History history = history_of(
      "0 invoke enqueue 1;0 ok enqueue;1 invoke enqueue 2;1 ok enqueue;1 invoke dequeue;1 ok dequeue 2;"
      "0 invoke dequeue;0 ok dequeue 1");
  EXPECT_EQ(judged(history, Consistency::linearizable), Answer::no);
  EXPECT_EQ(judged(history, Consistency::quiescent), Answer::no);
  EXPECT_EQ(judged(history, Consistency::sequential), Answer::yes);
}

TEST(Consistency, QuiescentForgetsTheOrderOfAProcess) {
  const History history = history_of(
      "2 invoke enqueue 3;0 invoke enqueue 1;0 ok enqueue;0 invoke enqueue 2;0 ok enqueue;2 ok enqueue;"
      "1 invoke dequeue;1 ok dequeue 2;1 invoke dequeue;1 ok dequeue 1");
  EXPECT_EQ(judged(history, Consistency::linearizable), Answer::no);
  EXPECT_EQ(judged(history, Consistency::sequential), Answer::no);
  EXPECT_EQ(judged(history, Consistency::quiescent), Answer::yes);
}

// Each queue alone is sequentially consistent, and both are not (Herlihy and Shavit, "The art of multiprocessor
// programming", section 3.4).
TEST(Consistency, SequentialIsOfAllObjectsTogether) {
  const std::string one =
      "0 invoke enqueue 1 p;0 ok enqueue 1 p;1 invoke enqueue 2 q;1 ok enqueue 2 q;"
      "0 invoke enqueue 1 q;0 ok enqueue 1 q;1 invoke enqueue 2 p;1 ok enqueue 2 p;";
  const std::string p = "0 invoke dequeue 0 p;0 ok dequeue 2 p;", q = "1 invoke dequeue 0 q;1 ok dequeue 1 q";
  EXPECT_EQ(judged(history_of(one + p), Consistency::sequential), Answer::yes);
  EXPECT_EQ(judged(history_of(one + q), Consistency::sequential), Answer::yes);
  EXPECT_EQ(judged(history_of(one + p + q), Consistency::sequential), Answer::no);
}

TEST(Consistency, OfWhatIsPendingMayComeAtAnyTimeOrNever) {
  const std::string begin = "0 invoke enqueue 1;0 info enqueue;";
  for (const Consistency consistency : {Consistency::sequential, Consistency::quiescent}) {
    EXPECT_EQ(judged(history_of(begin + "1 invoke dequeue;1 ok dequeue"), consistency), Answer::yes);
    EXPECT_EQ(judged(history_of(begin + "1 invoke dequeue;1 ok dequeue 1"), consistency), Answer::yes);
    EXPECT_EQ(judged(history_of(begin + "1 invoke dequeue;1 ok dequeue 2"), consistency), Answer::no);
  }
  // Not before what its process had called before.
  EXPECT_EQ(judged(history_of("0 invoke enqueue 2;0 ok enqueue;" + begin +
                              "1 invoke dequeue;1 ok dequeue 1;1 invoke dequeue;1 ok dequeue 2"),
                   Consistency::sequential),
            Answer::no);
}

TEST(Consistency, ThatIsNotThereTellsHowFarAnOrderGoes) {
  const History history =
      history_of("0 invoke enqueue 1;0 ok enqueue;0 invoke dequeue;0 ok dequeue 1;0 invoke dequeue;0 ok dequeue 1");
  const HistoryVerdict verdict = judge_history(history, "queue", {}, Consistency::sequential);
  EXPECT_EQ(verdict.answer, Answer::no);
  EXPECT_EQ(verdict.order, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(verdict.stuck, (std::vector<std::uint32_t>{2}));
}

TEST(Consistency, IsUndecidedWithoutABudget) {
  const History history = history_of("0 invoke enqueue 1;1 invoke enqueue 2;0 ok enqueue;1 ok enqueue");
  SearchBudget budget;
  budget.steps = 1;
  EXPECT_EQ(judge_history(history, "queue", budget, Consistency::sequential).answer, Answer::unknown);
  EXPECT_EQ(judge_history(history, "queue", {}, Consistency::sequential).answer, Answer::yes);
}

// ---- The definitions, tried on every order. ----

template <class Model, class Before>
bool has_order(const Model& model, const History& history, const Before& before, const typename Model::State& state,
               std::vector<bool> placed) {
  const auto& operations = history.operations;
  bool complete = true;
  for (std::size_t i = 0; i < operations.size(); ++i) complete &= placed[i] || operations[i].pending();
  if (complete) return true;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    bool waits = placed[i];
    for (std::size_t other = 0; other < operations.size() && !waits; ++other) {
      waits = !placed[other] && !operations[other].pending() && before(other, i);
    }
    auto next = state;
    if (waits || !model.step(next, i)) continue;
    auto more = placed;
    more[i] = true;
    if (has_order(model, history, before, next, more)) return true;
  }
  return false;
}

// At some moment between them nothing is going on.
bool quiet_between(const History& history, std::size_t first, std::size_t second) {
  const auto& operations = history.operations;
  if (operations[first].responded >= operations[second].invoked) return false;
  for (std::uint64_t time = operations[first].responded; time < operations[second].invoked; ++time) {
    const bool quiet = std::none_of(operations.begin(), operations.end(), [&](const RecordedOperation& one) {
      return one.invoked <= time && time < one.responded;
    });
    if (quiet) return true;
  }
  return false;
}

template <class Model>
void assert_agreement(const Vocabulary& vocabulary, History& history) {
  std::vector<std::uint8_t> codes;
  for (const std::string& function : history.functions) {
    for (const OperationName& one : Model::kNames) {
      if (one.name == function) codes.push_back(one.code);
    }
  }
  const auto parts = parts_of(history, codes, Independent::keys);
  if (parts.empty()) return;
  for (const ModelOperation& one : parts.front().operations) {
    if (Model::fault(history.values, one)) return;  // a result that the model does not even take
  }
  const Model model(history, parts.front().operations);
  const auto definition = [&](const auto& before) {
    return has_order(model, history, before, model.initial(), std::vector<bool>(history.operations.size()))
               ? Answer::yes
               : Answer::no;
  };
  const auto& operations = history.operations;
  const Answer sequential = definition([&](std::size_t one, std::size_t other) {
    return one < other && operations[one].process == operations[other].process;
  });
  const Answer quiescent =
      definition([&](std::size_t one, std::size_t other) { return quiet_between(history, one, other); });
  RC_ASSERT(judged(history, Consistency::sequential, vocabulary.model.c_str()) == sequential);
  RC_ASSERT(judged(history, Consistency::quiescent, vocabulary.model.c_str()) == quiescent);
  if (judged(history, Consistency::linearizable, vocabulary.model.c_str()) == Answer::yes) {
    RC_ASSERT(sequential == Answer::yes);
    RC_ASSERT(quiescent == Answer::yes);
  }
}

template <class Model>
void check_one(const Vocabulary& vocabulary, std::mt19937_64& random) {
  Shape shape;
  shape.processes = 2 + random() % 2;
  shape.operations = 1 + random() % 7;
  shape.pending = random() % 2;
  shape.distinct = random() % 2 == 0;
  RandomHistory made(vocabulary, shape, random());
  made.linearize<Model>();
  for (std::size_t changes = made.choose(4); changes > 0; --changes) {
    made.change_result(static_cast<std::uint32_t>(made.choose(made.history().operations.size())));
  }
  assert_agreement<Model>(vocabulary, made.history());
}

template <class Model>
void check_random(const Vocabulary& vocabulary) {
  EXPECT_TRUE(rc::check([&](std::uint64_t seed) {
    constexpr int kRounds = 100;
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) check_one<Model>(vocabulary, random);
  }));
}

TEST(RandomConsistency, OfQueuesIsAsTheDefinitionsHaveIt) {
  check_random<QueueModel>({"queue", {{"enqueue", {{1}, {2}, {3}}, true}, {"dequeue", {}}}});
}
TEST(RandomConsistency, OfRegistersIsAsTheDefinitionsHaveIt) {
  check_random<RegisterModel>({"register", {{"read", {}}, {"write", {{1}, {2}, {3}}, true}}});
}
TEST(RandomConsistency, OfCountersIsAsTheDefinitionsHaveIt) {
  check_random<CounterModel>({"counter", {{"get", {}}, {"increment", {}}, {"fetch-add", {{1}}}}});
}

}  // namespace
}  // namespace tenter::oracle::consistency_test
