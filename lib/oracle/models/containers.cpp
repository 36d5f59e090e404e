#include "oracle/models/containers.h"

#include <algorithm>

namespace tenter::oracle {
namespace {

// Values of an order of their own keep it as numbers.
void number_by_size(const history::History& history, std::vector<ContainerModel::Step>& steps,
                    std::span<const std::uint32_t> which) {
  std::vector<std::int64_t> sizes;
  const auto value_of = [&](std::size_t i) -> const history::Value& {
    const history::Operation& operation = history.operations[which[i]];
    return steps[i].function == ContainerModel::kPut ? operation.argument : operation.result;
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (value_of(i).is_nothing()) continue;
    const auto* const size = std::get_if<std::int64_t>(&value_of(i).data);
    if (size == nullptr) refuse(history.operations[which[i]], "what is in a priority queue is an integer");
    sizes.push_back(*size);
  }
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto* const size = std::get_if<std::int64_t>(&value_of(i).data);
    if (size == nullptr) continue;
    const auto at = std::lower_bound(sizes.begin(), sizes.end(), *size);
    steps[i].value = static_cast<std::int32_t>(at - sizes.begin()) + 1;
  }
}

}  // namespace

const Vocabulary& ContainerModel::vocabulary(Order order) {
  static const Vocabulary kQueue("queue", {{"enqueue", kPut}, {"dequeue", kTake}, {"push", kPut}, {"pop", kTake}});
  static const Vocabulary kStack("stack", {{"push", kPut}, {"pop", kTake}});
  static const Vocabulary kPriorityQueue("priority-queue",
                                         {{"insert", kPut}, {"delete-min", kTake}, {"push", kPut}, {"pop", kTake}});
  return order == Order::fifo ? kQueue : order == Order::lifo ? kStack : kPriorityQueue;
}

ContainerModel::ContainerModel(Order order, const history::History& history, std::span<const std::uint32_t> which)
    : order_(order) {
  Numbering numbers;
  for (const std::uint32_t number : which) {
    const history::Operation& operation = history.operations[number];
    Step step{vocabulary(order).meaning_of(history, operation), !operation.is_pending(), 0};
    if (step.function == kPut && operation.argument.is_nothing()) refuse(operation, "nothing is put in");
    step.value = numbers.number_of(step.function == kPut ? operation.argument : operation.result);
    steps_.push_back(step);
  }
  if (order == Order::smallest_first) number_by_size(history, steps_, which);
}

// Queues and stacks are kept in the order in which they were filled, others with the smallest at the end.
bool ContainerModel::step(State& state, std::uint32_t operation) const {
  const Step& step = steps_[operation];
  if (step.function == kPut) {
    const auto at = order_ == Order::smallest_first
                        ? std::lower_bound(state.begin(), state.end(), step.value, std::greater<>())
                        : state.end();
    state.insert(at, step.value);
    return true;
  }
  if (state.empty()) return !step.returned || step.value == Numbering::kNothing;
  const auto next = order_ == Order::fifo ? state.begin() : state.end() - 1;
  if (step.returned && *next != step.value) return false;
  state.erase(next);
  return true;
}

std::size_t ContainerModel::hash(const State& state) const {
  std::size_t hash = state.size();
  for (const std::int32_t value : state) hash = hash * 0x9e3779b97f4a7c15U + static_cast<std::size_t>(value);
  return hash ^ hash >> 32U;
}

}  // namespace tenter::oracle
