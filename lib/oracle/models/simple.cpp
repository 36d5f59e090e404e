#include "oracle/models/simple.h"

namespace tenter::oracle {
namespace {

std::int64_t integer(const history::Operation& operation, const history::Value& value) {
  const auto* const integer = std::get_if<std::int64_t>(&value.data);
  if (integer == nullptr) refuse(operation, "what is added to a counter, or read, is an integer");
  return *integer;
}

}  // namespace

const Vocabulary& ElementModel::vocabulary() {
  static const Vocabulary kWords("set", {{"add", kAdd}, {"remove", kRemove}, {"contains", kContains}});
  return kWords;
}

ElementModel::ElementModel(const history::History& history, std::span<const std::uint32_t> which) {
  for (const std::uint32_t number : which) {
    const history::Operation& operation = history.operations[number];
    const auto* const result = std::get_if<bool>(&operation.result.data);
    Step step{vocabulary().meaning_of(history, operation), result != nullptr, result != nullptr && *result};
    const bool may_say_nothing = step.function != kContains && operation.result.is_nothing();
    if (!operation.is_pending() && result == nullptr && !may_say_nothing) {
      refuse(operation, "an operation of a set returns true or false");
    }
    steps_.push_back(step);
  }
}

bool ElementModel::step(State& state, std::uint32_t operation) const {
  const Step& step = steps_[operation];
  const State before = state;
  if (step.function != kContains) state = step.function == kAdd;
  const bool result = step.function == kContains ? before : state != before;
  return !step.says || step.changed == result;
}

const Vocabulary& CounterModel::vocabulary() {
  static const Vocabulary kWords(
      "counter",
      {{"increment", kIncrement}, {"decrement", kDecrement}, {"add", kAdd}, {"read", kRead}, {"get", kRead}});
  return kWords;
}

CounterModel::CounterModel(const history::History& history, std::span<const std::uint32_t> which) {
  for (const std::uint32_t number : which) {
    const history::Operation& operation = history.operations[number];
    const std::uint8_t function = vocabulary().meaning_of(history, operation);
    Step step{function == kRead, !operation.is_pending(), function == kDecrement ? -1 : 1};
    if (function == kAdd) step.value = integer(operation, operation.argument);
    if (function == kRead && step.returned) step.value = integer(operation, operation.result);
    steps_.push_back(step);
  }
}

bool CounterModel::step(State& state, std::uint32_t operation) const {
  const Step& step = steps_[operation];
  if (step.reads) return !step.returned || state == step.value;
  return !__builtin_add_overflow(state, step.value, &state);
}

const Vocabulary& MutexModel::vocabulary() {
  static const Vocabulary kWords("mutex", {{"acquire", kAcquire}, {"release", kRelease}});
  return kWords;
}

MutexModel::MutexModel(const history::History& history, std::span<const std::uint32_t> which) {
  std::unordered_map<std::int64_t, State> processes;
  for (const std::uint32_t number : which) {
    const history::Operation& operation = history.operations[number];
    const auto process = processes.emplace(operation.process, static_cast<State>(processes.size()) + 1).first;
    steps_.push_back({vocabulary().meaning_of(history, operation), process->second});
  }
}

bool MutexModel::step(State& state, std::uint32_t operation) const {
  const Step& step = steps_[operation];
  if (state != (step.function == kAcquire ? 0 : step.process)) return false;
  state = step.function == kAcquire ? step.process : 0;
  return true;
}

}  // namespace tenter::oracle
