#include "oracle/judge.h"

#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>

#include "oracle/models/containers.h"
#include "oracle/models/key_value.h"
#include "oracle/models/register.h"
#include "oracle/models/simple.h"
#include "oracle/monitors/queue_monitor.h"
#include "oracle/monitors/register_monitor.h"

namespace tenter::oracle {
namespace {

using history::History;
using history::Operation;
using Which = std::vector<std::uint32_t>;

std::vector<Interval> times_of(const History& history, const Which& which) {
  std::vector<Interval> times;
  times.reserve(which.size());
  for (const std::uint32_t number : which) {
    const Operation& operation = history.operations[number];
    times.push_back({operation.invoked, operation.is_pending() ? kPending : operation.responded});
  }
  return times;
}

// As numbers in the history.
Which in_history(const Which& numbers, const Which& which) {
  Which result;
  for (const std::uint32_t number : numbers) result.push_back(which[number]);
  return result;
}

template <class Model>
HistoryVerdict searched(const Model& model, const Which& which, std::span<const Interval> times,
                        const SearchBudget& budget) {
  const Linearization found = linearize(model, times, budget);
  HistoryVerdict verdict;
  verdict.answer = found.answer;
  verdict.by = "search";
  verdict.states = found.states;
  if (found.answer == Answer::yes) return verdict;
  verdict.prefix = in_history(found.order, which);
  verdict.stuck = in_history(found.stuck, which);
  return verdict;
}

// A search says how far an order can go where a monitor has refuted it.
template <class Model>
HistoryVerdict refuted(const Contradiction& contradiction, const Model& model, const Which& which,
                       std::span<const Interval> times, SearchBudget budget) {
  constexpr std::uint64_t kMostStates = 1'000'000;
  budget.states = std::min(budget.states, kMostStates);
  HistoryVerdict verdict = searched(model, which, times, budget);
  verdict.answer = Answer::no;
  verdict.contradiction = in_history(contradiction.operations, which);
  verdict.why = contradiction.why;
  return verdict;
}

template <class Model>
HistoryVerdict judged(const Judgement& judgement, const char* by, const Model& model, const Which& which,
                      std::span<const Interval> times, const SearchBudget& budget) {
  if (judgement.answer == Answer::unknown) return searched(model, which, times, budget);
  HistoryVerdict verdict;
  if (judgement.contradiction) verdict = refuted(*judgement.contradiction, model, which, times, budget);
  verdict.answer = judgement.answer;
  verdict.by = by;
  return verdict;
}

HistoryVerdict judge_registers(const History& history, const Which& which, const SearchBudget& budget) {
  const RegisterModel model(history, which);
  const std::vector<Interval> times = times_of(history, which);
  return judged(judge_register(model.steps(), times), "monitor of registers", model, which, times, budget);
}

HistoryVerdict judge_containers(Order order, const History& history, const Which& which, const SearchBudget& budget) {
  const ContainerModel model(order, history, which);
  const std::vector<Interval> times = times_of(history, which);
  if (order != Order::fifo) return searched(model, which, times, budget);
  std::vector<QueueOperation> operations;
  for (const ContainerModel::Step& step : model.steps()) {
    operations.push_back({step.function == ContainerModel::kPut, step.value});
  }
  return judged(judge_queue(operations, times), "monitor of queues", model, which, times, budget);
}

template <class Model>
HistoryVerdict judge_by_search(const History& history, const Which& which, const SearchBudget& budget) {
  return searched(Model(history, which), which, times_of(history, which), budget);
}

// The key of an object that several are made of: each can be judged for itself (Herlihy and Wing: linearizability is
// local).
using KeyOf = const history::Value& (*)(const Operation& operation);
const history::Value& key(const Operation& operation) { return operation.key; }
const history::Value& argument(const Operation& operation) { return operation.argument; }

using Judge = std::function<HistoryVerdict(const History&, const Which&, const SearchBudget&)>;

struct Model {
  ModelInfo info;
  KeyOf key_of;
  Judge judge;
};

template <Order order>
HistoryVerdict judge_container(const History& history, const Which& which, const SearchBudget& budget) {
  return judge_containers(order, history, which, budget);
}

const std::vector<Model>& all_models() {
  static const std::vector<Model> kModels{
      {{"register", "what is read is what was written last", RegisterModel::vocabulary().names()},
       key,
       judge_registers},
      {{"cas-register", "the same; cas takes [expected, desired]", RegisterModel::vocabulary().names()},
       key,
       judge_registers},
      {{"kv", "texts by key", KeyValueModel::vocabulary().names()}, key, judge_by_search<KeyValueModel>},
      {{"queue", "first in, first out; null: it was empty", ContainerModel::vocabulary(Order::fifo).names()},
       key,
       judge_container<Order::fifo>},
      {{"stack", "last in, first out; null: it was empty", ContainerModel::vocabulary(Order::lifo).names()},
       key,
       judge_container<Order::lifo>},
      {{"priority-queue", "the smallest comes out first", ContainerModel::vocabulary(Order::smallest_first).names()},
       key,
       judge_container<Order::smallest_first>},
      {{"set", "of what was added and not removed", ElementModel::vocabulary().names()},
       argument,
       judge_by_search<ElementModel>},
      {{"counter", "the sum of what was added", CounterModel::vocabulary().names()},
       key,
       judge_by_search<CounterModel>},
      {{"mutex", "one owner at a time", MutexModel::vocabulary().names()}, key, judge_by_search<MutexModel>},
  };
  return kModels;
}

std::vector<std::pair<history::Value, Which>> parts_of(const History& history, KeyOf key_of) {
  std::vector<std::pair<history::Value, Which>> parts;
  std::unordered_map<history::Value, std::size_t> numbers;
  for (std::uint32_t i = 0; i < history.operations.size(); ++i) {
    const history::Value& key = key_of(history.operations[i]);
    const auto [part, is_new] = numbers.emplace(key, parts.size());
    if (is_new) parts.push_back({key, {}});
    parts[part->second].second.push_back(i);
  }
  return parts;
}

}  // namespace

const std::vector<ModelInfo>& models() {
  static const std::vector<ModelInfo> kInfos = [] {
    std::vector<ModelInfo> infos;
    for (const Model& model : all_models()) infos.push_back(model.info);
    return infos;
  }();
  return kInfos;
}

HistoryVerdict judge(const History& history, std::string_view name, const SearchBudget& budget) {
  const auto& all = all_models();
  const Model& model = *std::find_if(all.begin(), all.end(), [&](const Model& m) { return m.info.name == name; });
  const auto parts = parts_of(history, model.key_of);
  std::optional<HistoryVerdict> undecided;
  HistoryVerdict all_fine;
  all_fine.answer = Answer::yes;
  std::uint64_t states = 0;
  const auto of_all = [&](HistoryVerdict verdict) {
    verdict.states = states;
    verdict.parts = parts.size();
    return verdict;
  };
  for (const auto& [part_key, which] : parts) {
    HistoryVerdict verdict = model.judge(history, which, budget);
    states += verdict.states;
    if (parts.size() > 1) verdict.part = history::to_text(part_key);
    if (verdict.answer == Answer::no) return of_all(std::move(verdict));
    if (verdict.answer == Answer::unknown && !undecided) undecided = std::move(verdict);
    all_fine.by = verdict.by;
  }
  return of_all(undecided ? *std::move(undecided) : std::move(all_fine));
}

}  // namespace tenter::oracle
