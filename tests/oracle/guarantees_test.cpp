// What is said without an order, against its definition by all pairs; and all of it is kept where there is an order.
// RC_PARAMS takes back the seed that is printed.
#include "oracle/guarantees.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "oracle/models/counter.h"
#include "oracle/models/parts.h"
#include "oracle/models/queue.h"
#include "oracle/models/register.h"
#include "random_history.h"

namespace tenter::oracle::guarantees_test {
namespace {

constexpr int kRounds = 100;

const Vocabulary kQueue{"queue", {{"enqueue", {{1}, {2}, {3}}, true}, {"dequeue", {}}}};
const Vocabulary kCounter{"counter", {{"get", {}}, {"increment", {}}, {"fetch-add", {{1}}}, {"add-and-get", {{2}}}}};
const Vocabulary kRegister{"register", {{"read", {}}, {"write", {{1}, {2}, {3}}, true}}};

template <class Model>
Part part_of(const History& history) {
  std::vector<std::uint8_t> codes;
  for (const std::string& function : history.functions) {
    for (const OperationName& one : Model::kNames) {
      if (one.name == function) codes.push_back(one.code);
    }
  }
  return parts_of(history, codes, Independent::keys).front();
}

template <class Model>
RandomHistory any_history(const Vocabulary& vocabulary, std::mt19937_64& random, std::size_t changes) {
  Shape shape;
  shape.processes = 1 + random() % 4;
  shape.operations = 1 + random() % 14;
  shape.pending = random() % 4 == 0 ? 1 : 0;
  shape.distinct = random() % 4 != 0;
  RandomHistory made(vocabulary, shape, random());
  made.linearize<Model>();
  for (; changes > 0; --changes) {
    made.change_result(static_cast<std::uint32_t>(made.choose(made.history().operations.size())));
  }
  return made;
}

using Guarantee = MonitorVerdict (*)(const Values& values, const Part& part);

// Tried on histories with and without changed results; `kept` is the definition.
template <class Model, class Kept>
void expect_agreement(const Vocabulary& vocabulary, Guarantee guarantee, Kept kept) {
  EXPECT_TRUE(rc::check([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < kRounds; ++i) {
      const std::size_t changes = random() % 4;
      RandomHistory made = any_history<Model>(vocabulary, random, changes);
      const History& history = made.history();
      const Part part = part_of<Model>(history);
      if (std::ranges::any_of(part.operations,
                              [&](const auto& one) { return Model::fault(history.values, one).has_value(); })) {
        continue;
      }
      const MonitorVerdict verdict = guarantee(history.values, part);
      if (verdict.answer == Answer::unknown) {
        RC_ASSERT(!verdict.why.empty());
        continue;
      }
      if (changes == 0) RC_ASSERT(verdict.answer == Answer::yes);
      RC_ASSERT(verdict.answer == (kept(history.values, part) ? Answer::yes : Answer::no));
      RC_ASSERT(verdict.conflict.empty() == (verdict.answer == Answer::yes));
    }
  }));
}

bool takes(const ModelOperation& operation) {
  return operation.code == QueueModel::kDequeue && !operation.pending && operation.result != kNil;
}

TEST(Guarantees, ExactlyOnceIsThatNeverMoreIsOutThanWasIn) {
  expect_agreement<QueueModel>(kQueue, exactly_once, [](const Values&, const Part& part) {
    for (std::size_t i = 0; i < part.operations.size(); ++i) {
      if (!takes(part.operations[i])) continue;
      const Value value = part.operations[i].result;
      const std::uint64_t now = part.intervals[i].responded;
      int in = 0, out = 0;
      for (std::size_t k = 0; k < part.operations.size(); ++k) {
        const ModelOperation& one = part.operations[k];
        in += one.code == QueueModel::kEnqueue && one.argument == value && part.intervals[k].invoked <= now ? 1 : 0;
        out += takes(one) && one.result == value && part.intervals[k].responded <= now ? 1 : 0;
      }
      if (out > in) return false;
    }
    return true;
  });
}

TEST(Guarantees, FifoPerProducerIsOfAllPairs) {
  expect_agreement<QueueModel>(kQueue, fifo_per_producer, [](const Values&, const Part& part) {
    const auto put_of = [&](Value value) {
      return std::ranges::find_if(part.operations, [&](const ModelOperation& one) {
        return one.code == QueueModel::kEnqueue && one.argument == value;
      });
    };
    for (std::size_t i = 0; i < part.operations.size(); ++i) {
      if (!takes(part.operations[i])) continue;
      const auto first = put_of(part.operations[i].result);
      if (first == part.operations.end()) return false;
      for (std::size_t k = i + 1; k < part.operations.size(); ++k) {
        if (!takes(part.operations[k]) || part.operations[k].process != part.operations[i].process) continue;
        const auto second = put_of(part.operations[k].result);
        if (second == part.operations.end()) return false;
        if (first->process == second->process && second < first) return false;
      }
    }
    return true;
  });
}

TEST(Guarantees, OfACounterAreOfAllPairs) {
  expect_agreement<CounterModel>(kCounter, monotonic_counter, [](const Values& values, const Part& part) {
    const auto seen = [&](const ModelOperation& one) { return !one.pending && one.code != CounterModel::kIncrement; };
    for (std::size_t i = 0; i < part.operations.size(); ++i) {
      for (std::size_t k = i + 1; k < part.operations.size(); ++k) {
        const ModelOperation& one = part.operations[i];
        const ModelOperation& next = part.operations[k];
        if (!seen(one) || !seen(next) || one.process != next.process) continue;
        const std::int64_t after = *values.integer_of(one.result) + (one.code == CounterModel::kFetchAdd ? 1 : 0);
        const std::int64_t before = *values.integer_of(next.result) - (next.code == CounterModel::kAddAndGet ? 2 : 0);
        if (before < after) return false;
      }
    }
    return true;
  });
}

// Whether this order of values is that in which every process saw them.
bool fits(const std::vector<Value>& order, const Part& part) {
  const auto place = [&](Value value) { return std::ranges::find(order, value) - order.begin(); };
  for (std::size_t i = 0; i < part.operations.size(); ++i) {
    for (std::size_t k = i + 1; k < part.operations.size(); ++k) {
      const ModelOperation& one = part.operations[i];
      const ModelOperation& next = part.operations[k];
      const bool reads = one.code == RegisterModel::kRead && next.code == RegisterModel::kRead;
      if (!reads || one.pending || next.pending || one.process != next.process) continue;
      if (place(next.result) < place(one.result)) return false;
    }
  }
  return true;
}

TEST(Guarantees, OfARegisterAreThatThereIsAnOrderOfItsValues) {
  expect_agreement<RegisterModel>(kRegister, monotonic_register, [](const Values&, const Part& part) {
    std::vector<Value> values;
    for (const ModelOperation& one : part.operations) {
      const bool read = one.code == RegisterModel::kRead && !one.pending && one.result != kNil;
      if (read && std::ranges::find(values, one.result) == values.end()) values.push_back(one.result);
    }
    std::ranges::sort(values);
    do {
      std::vector<Value> order{kNil};
      order.insert(order.end(), values.begin(), values.end());
      if (fits(order, part)) return true;
    } while (std::ranges::next_permutation(values).found);
    return false;
  });
}

}  // namespace
}  // namespace tenter::oracle::guarantees_test
