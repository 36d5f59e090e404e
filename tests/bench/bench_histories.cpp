// How long histories take to be judged, and how much the search remembers; the minimum of repeated runs. The recorded
// ones are those of tests/cli/histories; those of a million operations are made here, of eight threads that each take
// their effect at some time during a call.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <filesystem>
#include <fstream>
#include <limits>
#include <queue>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "history/reader.h"
#include "oracle/history_verdict.h"
#include "oracle/models/kv.h"

namespace tenter::oracle {
namespace {

template <typename Work>
double least_milliseconds(int repeats, Work work) {
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    least = std::min(least, taken.count());
  }
  return least;
}

void line(const std::string& what, double milliseconds, const std::string& more) {
  fmt::print("  {:<52}{:10.3f} ms   {}\n", what, milliseconds, more);
}

History recorded(const std::filesystem::path& path) {
  std::ifstream stream(path);
  return history::read(stream, path.string());
}

void judge_logs() {
  std::vector<History> histories;
  for (const auto& entry : std::filesystem::directory_iterator(HISTORIES)) {
    if (entry.path().extension() == ".log") histories.push_back(recorded(entry.path()));
  }
  std::uint64_t states = 0;
  const double taken = least_milliseconds(20, [&] {
    states = 0;
    for (const History& history : histories) states += judge_history(history, "cas-register", {}).states;
  });
  line(fmt::format("all {} recordings of etcd", histories.size()), taken, fmt::format("{} configurations", states));
}

// All keys at once, as one object.
void judge_store_whole(const std::string& file) {
  const History history = recorded(std::filesystem::path(HISTORIES) / file);
  std::vector<ModelOperation> operations;
  std::vector<Interval> intervals;
  std::vector<Value> keys;
  std::vector<std::uint32_t> key_of;
  for (const RecordedOperation& one : history.operations) {
    const std::string& name = history.function_of(one);
    const std::uint8_t code = name == "get" ? KvModel::kGet : name == "put" ? KvModel::kPut : KvModel::kAppend;
    operations.push_back({code, one.pending(), one.process, one.argument, one.result});
    intervals.push_back({one.invoked, one.responded});
    const auto found = std::find(keys.begin(), keys.end(), one.key);
    key_of.push_back(static_cast<std::uint32_t>(found - keys.begin()));
    if (found == keys.end()) keys.push_back(one.key);
  }
  Linearization found;
  const double taken = least_milliseconds(3, [&] {
    SearchBudget budget;
    budget.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    found = linearize(KvModel(history, operations, key_of, keys.size()), intervals, budget);
  });
  const char* const answer = found.answer == Answer::yes ? "yes" : found.answer == Answer::no ? "no" : "unknown";
  line(file + ", without partitioning by key", taken,
       fmt::format("{}, {} configurations, {:.1f} MB for them", answer, found.states,
                   static_cast<double>(found.bytes) / 1e6));
}

void judge_store(const std::string& file) {
  const History history = recorded(std::filesystem::path(HISTORIES) / file);
  line(file + ", by key", least_milliseconds(20, [&] { (void)judge_history(history, "kv", {}); }), "");
}

// Sequential objects to make histories of: put() and take(), which returns 0 when there is nothing.
struct Fifo {
  std::deque<int> values;
  void put(int value) { values.push_back(value); }
  int take() {
    if (values.empty()) return 0;
    const int value = values.front();
    values.pop_front();
    return value;
  }
};

struct Lifo {
  std::vector<int> values;
  void put(int value) { values.push_back(value); }
  int take() {
    if (values.empty()) return 0;
    const int value = values.back();
    values.pop_back();
    return value;
  }
};

struct Heap {
  std::priority_queue<int, std::vector<int>, std::greater<>> values;
  void put(int value) { values.push(value); }
  int take() {
    if (values.empty()) return 0;
    const int value = values.top();
    values.pop();
    return value;
  }
};

struct Cell {
  int value = 0;
  void put(int written) { value = written; }
  int take() const { return value; }
};

constexpr int kOperations = 1'000'000;

// Distinct, and in no order.
int value_number(int n) {
  constexpr std::int64_t kPrime = 1'000'003;
  return static_cast<int>(1 + std::int64_t{n} * 7919 % kPrime);
}

// What puts in comes first, values that are distinct; then what takes out.
template <class Object>
class Container {
 public:
  void call(History& history, RecordedOperation& operation) {
    if (operation.function == 0) operation.argument = history.values.integer(value_number(puts_++));
  }
  void take_effect(History& history, RecordedOperation& operation) {
    if (operation.function == 0) {
      object_.put(static_cast<int>(*history.values.integer_of(operation.argument)));
    } else if (const int value = object_.take(); value != 0) {
      operation.result = history.values.integer(value);
    }
  }

 private:
  Object object_;
  int puts_ = 0;
};

// Adds, removes and looks for one of so many elements.
template <int kElements>
class Elements {
 public:
  void call(History& history, RecordedOperation& operation) {
    operation.argument = history.values.integer(static_cast<int>(random_() % kElements));
  }
  void take_effect(History& history, RecordedOperation& operation) {
    bool& there = there_[static_cast<std::size_t>(*history.values.integer_of(operation.argument))];
    operation.result = (operation.function == 0 ? !there : there) ? kTrue : kFalse;
    if (operation.function != 2) there = operation.function == 0;
  }

 private:
  std::mt19937 random_{2};
  std::array<bool, kElements> there_{};
};

template <class Object>
History made(std::vector<std::string> functions) {
  constexpr std::size_t kThreads = 8;
  struct Thread {
    std::uint32_t operation = 0;
    int stage = 0;  // not in an operation; called; has had its effect
  };
  std::mt19937_64 random(1);
  History history;
  history.functions = std::move(functions);
  Object object;
  std::vector<Thread> threads(kThreads);
  std::uint64_t time = 0;
  while (history.operations.size() < kOperations) {
    const std::size_t number = random() % kThreads;
    Thread& thread = threads[number];
    if (thread.stage == 0) {
      thread.operation = static_cast<std::uint32_t>(history.operations.size());
      RecordedOperation& operation = history.operations.emplace_back();
      operation.invoked = time++;
      operation.process = static_cast<std::uint32_t>(number);
      operation.function = static_cast<std::uint32_t>(random() % history.functions.size());
      object.call(history, operation);
    } else if (thread.stage == 1) {
      object.take_effect(history, history.operations[thread.operation]);
    } else {
      history.operations[thread.operation].responded = time++;
    }
    thread.stage = (thread.stage + 1) % 3;
  }
  return history;
}

template <class Object>
void judge_made(const std::string& model, const std::vector<std::string>& functions, const std::string& more = "") {
  const History history = made<Object>(functions);
  HistoryVerdict verdict;
  const double taken = least_milliseconds(3, [&] { verdict = judge_history(history, model, {}); });
  line(fmt::format("{}{}, {} operations, 8 threads", model, more, history.operations.size()), taken,
       verdict.answer == Answer::yes  ? "yes"
       : verdict.answer == Answer::no ? "no"
                                      : "unknown");
}

void run() {
  judge_logs();
  for (const char* const file : {"kv-c01-ok.edn", "kv-c01-bad.edn", "kv-c10-ok.edn", "kv-c10-bad.edn"}) {
    judge_store(file);
    judge_store_whole(file);
  }
  judge_made<Container<Fifo>>("queue", {"enqueue", "dequeue"});
  judge_made<Container<Lifo>>("stack", {"push", "pop"});
  judge_made<Container<Heap>>("priority-queue", {"insert", "delete-min"});
  judge_made<Container<Cell>>("register", {"write", "read"});
  judge_made<Elements<1>>("set", {"add", "remove", "contains"}, " of one element");
  judge_made<Elements<4>>("set", {"add", "remove", "contains"}, " of 4 elements");
  judge_made<Elements<100>>("set", {"add", "remove", "contains"}, " of 100 elements");
}

}  // namespace
}  // namespace tenter::oracle

int main() { tenter::oracle::run(); }
