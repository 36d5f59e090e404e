// The judges of histories, held against one that tries all orders.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>

#include "oracle/judge.h"
#include "reference.h"

namespace tenter::test {
namespace {

using history::History;
using oracle::Answer;

// A kind of object with what may be asked of it.
struct Kind {
  const char* model;
  std::vector<std::string> functions;
  std::shared_ptr<const Object> object;
  bool says_what_it_does = true;  // no result of a run is nothing but what was asked
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kKinds{
      {"register", {"read", "write", "read", "write", "cas"}, std::make_shared<Register>()},
      {"register", {"read", "write"}, std::make_shared<Register>()},
      {"queue", {"enqueue", "dequeue"}, std::make_shared<Queue>()},
      {"stack", {"push", "pop"}, std::make_shared<Stack>()},
      {"priority-queue", {"insert", "delete-min"}, std::make_shared<PriorityQueue>()},
      {"set", {"add", "remove", "contains"}, std::make_shared<Set>()},
      {"counter", {"increment", "decrement", "add", "read", "read"}, std::make_shared<Counter>()},
      {"kv", {"get", "put", "append"}, std::make_shared<KeyValue>()},
      {"mutex", {"acquire", "release"}, std::make_shared<Mutex>()},
  };
  return kKinds;
}

bool in(const std::string& name, std::initializer_list<const char*> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Not the smaller the sooner: all are small.
std::size_t below(std::size_t end) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, end));
}

Value any_value(bool text) {
  const auto number = static_cast<std::int64_t>(1 + below(3));
  return text ? Value{std::string(static_cast<std::size_t>(number), 'x')} : integer(number);
}

// `serial`: where values are to differ, the next one.
Value any_argument(const Kind& kind, const std::string& function, std::optional<std::int64_t> serial) {
  if (in(function, {"read", "dequeue", "pop", "delete-min", "increment", "decrement", "get", "acquire", "release"}))
    return {};
  if (function == "cas") return {history::List{any_value(false), any_value(false)}};
  if (serial) return integer(*serial);
  return any_value(std::string(kind.model) == "kv");
}

// Runs a real object: processes invoke, the object does what was asked some time later, and they return.
class Run {
 public:
  Run(const Kind& kind, std::size_t operations, bool values_differ)
      : kind_(kind), object_(kind.object->copy()), values_differ_(values_differ && std::string(kind.model) != "kv") {
    history_.functions = kind.functions;
    constexpr int kMostSteps = 200;  // they may all wait for each other
    for (int i = 0; i < kMostSteps && history_.operations.size() < operations; ++i) step();
    const bool finish = *rc::gen::arbitrary<bool>();
    for (int i = 0; finish && i < 100; ++i) step_one_of_those_that_run();
    // What was done is known to those who returned only.
    for (Operation& operation : history_.operations) {
      if (operation.is_pending()) operation.result = {};
    }
  }
  History history() && { return std::move(history_); }

 private:
  static constexpr std::size_t kProcesses = 3;
  enum class State { idle, invoked, done };

  void step() {
    const std::size_t process = below(kProcesses);
    if (states_[process] == State::idle) {
      invoke(process);
    } else {
      go_on(process);
    }
  }
  void step_one_of_those_that_run() {
    const std::size_t process = below(kProcesses);
    if (states_[process] != State::idle) go_on(process);
  }
  void invoke(std::size_t process) {
    Operation operation;
    operation.process = static_cast<std::int64_t>(process);
    operation.function = static_cast<std::uint32_t>(below(kind_.functions.size()));
    const auto serial = values_differ_ ? std::optional(++serial_) : std::nullopt;
    operation.argument = any_argument(kind_, kind_.functions[operation.function], serial);
    if (std::string(kind_.model) == "kv") operation.key = any_value(false);
    operation.invoked = history_.events++;
    running_[process] = history_.operations.size();
    states_[process] = State::invoked;
    history_.operations.push_back(operation);
  }
  void go_on(std::size_t process) {
    Operation& operation = history_.operations[running_[process]];
    if (states_[process] == State::invoked) {
      const auto result =
          object_->apply(kind_.functions[operation.function], operation.key, operation.argument, operation.process);
      if (!result) return;  // it waits
      operation.result = *result;
      states_[process] = State::done;
    } else {
      operation.responded = history_.events++;
      states_[process] = State::idle;
    }
  }

  const Kind& kind_;
  std::unique_ptr<Object> object_;
  bool values_differ_;
  std::int64_t serial_ = 0;
  History history_;
  State states_[kProcesses] = {};
  std::size_t running_[kProcesses] = {};
};

History any_run(const Kind& kind) {
  const std::size_t operations = 1 + below(12);
  return Run(kind, operations, *rc::gen::arbitrary<bool>()).history();
}

// Another result than it had, of those that the function may have.
void mutate(const Kind& kind, Operation& operation, const std::string& function) {
  if (operation.is_pending()) return;
  if (in(function, {"add", "remove", "contains", "cas"}) && std::string(kind.model) != "counter") {
    operation.result = Value{operation.result == Value{false}};
  } else if (function == "get") {
    operation.result = any_value(true);
  } else if (in(function, {"read", "dequeue", "pop", "delete-min"})) {
    const bool nothing = std::string(kind.model) != "counter" && below(4) == 0;
    operation.result = nothing ? Value{} : integer(1 + static_cast<std::int64_t>(below(6)));
  }
}

Answer judged(const Kind& kind, const History& history) { return oracle::judge(history, kind.model, {}).answer; }

History any_mutated_run(const Kind& kind) {
  History history = any_run(kind);
  for (std::size_t left = 1 + below(2); left != 0; --left) {
    Operation& operation = history.operations[below(history.operations.size())];
    mutate(kind, operation, history.function_of(operation));
  }
  return history;
}

RC_GTEST_PROP(Judges, AcceptWhatAnObjectHasDone, ()) {
  for (const Kind& kind : kinds()) RC_ASSERT(judged(kind, any_run(kind)) == Answer::yes);
}

RC_GTEST_PROP(Judges, AgreeWithAllOrders, ()) {
  std::size_t refuted = 0;
  for (const Kind& kind : kinds()) {
    const History history = any_mutated_run(kind);
    const bool linearizable = BruteForce(history).linearizable(*kind.object);
    refuted += linearizable ? 0 : 1;
    RC_LOG() << kind.model << (linearizable ? " accepts" : " refuses") << '\n';
    RC_ASSERT(judged(kind, history) == (linearizable ? Answer::yes : Answer::no));
  }
  RC_TAG(refuted);
}

// What is said beside the verdict: an order that can be gone so far, and others that would have to come next.
RC_GTEST_PROP(Judges, SayHowFarAnOrderGoes, ()) {
  for (const Kind& kind : kinds()) {
    const History history = any_mutated_run(kind);
    const oracle::HistoryVerdict verdict = oracle::judge(history, kind.model, {});
    if (verdict.answer == Answer::yes) continue;
    const auto object = kind.object->copy();
    for (const std::uint32_t number : verdict.prefix) {
      RC_ASSERT(fits(*object, history, history.operations[number]));
    }
    RC_ASSERT(!verdict.stuck.empty());
  }
}

// However long the search for one may take, nobody waits for it.
TEST(Judges, SayWhenTheBudgetIsOver) {
  History history;
  history.functions = {"write", "read"};
  for (std::int64_t i = 0; i < 24; ++i) {
    Operation write;
    write.process = i;
    write.argument = integer(i % 2);
    write.invoked = static_cast<std::uint64_t>(i);
    write.responded = 100 + static_cast<std::uint64_t>(i);
    history.operations.push_back(write);
  }
  Operation read;
  read.function = 1;
  read.process = 30;
  read.invoked = 200;
  read.responded = 201;
  read.result = integer(7);
  history.operations.push_back(read);
  oracle::SearchBudget budget;
  budget.states = 1000;
  const oracle::HistoryVerdict verdict = oracle::judge(history, "register", budget);
  EXPECT_EQ(verdict.answer, Answer::unknown);
  EXPECT_GE(verdict.states, 1000U);
  EXPECT_FALSE(verdict.prefix.empty());
}

}  // namespace
}  // namespace tenter::test
