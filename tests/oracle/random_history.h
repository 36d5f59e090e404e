// Random histories of one object, small enough for the definition to be tried on them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "model/history.h"
#include "oracle/models/operations.h"

namespace tenter::oracle {

// What an object of a kind can be called with.
struct Vocabulary {
  std::string model;
  struct Function {
    std::string name;
    std::vector<std::vector<int>> arguments;  // none: nil; one: itself; two: a pair
    bool puts_in = false;  // its argument is to be another one each time, where values are distinct
  };
  std::vector<Function> functions;
};

struct Shape {
  std::size_t processes = 3;
  std::size_t operations = 8;
  std::size_t pending = 0;
  bool distinct = false;
};

class RandomHistory {
 public:
  RandomHistory(const Vocabulary& vocabulary, const Shape& shape, std::uint64_t seed)
      : vocabulary_(vocabulary), shape_(shape), random_(seed) {
    build();
  }

  History& history() { return history_; }

  // Results as a sequential object gives them when each operation has its effect at some time while it is called.
  template <class Model>
  void linearize() {
    std::vector<std::uint32_t> order(history_.operations.size());
    std::vector<std::uint64_t> when(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      const RecordedOperation& one = history_.operations[i];
      order[i] = i;
      when[i] = one.invoked + choose(std::min(one.responded, end_) - one.invoked);
    }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return when[a] < when[b]; });
    std::vector<ModelOperation> operations(order.size());
    const Model model(history_, operations);
    auto state = model.initial();
    for (const std::uint32_t i : order) {
      if (history_.operations[i].pending() && choose(2) == 0) continue;
      settle<Model>(model, state, operations, i);
    }
  }

  // From now on no operation returns nil, where that would say nothing.
  void say_what_happened() { std::erase(results_, kNil); }

  // Any result that the object could ever give.
  void change_result(std::uint32_t operation) {
    if (history_.operations[operation].pending()) return;
    history_.operations[operation].result = results_[choose(results_.size())];
  }
  void change_all_results() {
    for (std::uint32_t i = 0; i < history_.operations.size(); ++i) change_result(i);
  }

  std::size_t choose(std::size_t below) { return below == 0 ? 0 : random_() % below; }

 private:
  void build() {
    for (const int number : {0, 1, 2, 3}) (void)value(number);
    std::size_t left = shape_.operations;
    std::size_t pending = shape_.pending;
    std::vector<std::optional<std::uint32_t>> current(shape_.processes);
    std::vector<bool> stopped(shape_.processes);
    while (left > 0 || std::any_of(current.begin(), current.end(), [](const auto& one) { return one.has_value(); })) {
      const std::size_t process = choose(shape_.processes);
      if (stopped[process] && std::count(stopped.begin(), stopped.end(), true) == static_cast<long>(stopped.size())) {
        break;
      }
      if (stopped[process]) continue;
      if (!current[process]) {
        if (left == 0) continue;
        --left;
        current[process] = call(process);
      } else if (pending > 0 && choose(3) == 0) {
        --pending;
        stopped[process] = true;
        current[process].reset();
      } else {
        history_.operations[*current[process]].responded = end_++;
        current[process].reset();
      }
    }
    for (std::size_t process = 0; process < shape_.processes; ++process) {
      history_.processes.push_back(std::to_string(process));
    }
  }

  std::uint32_t call(std::size_t process) {
    const auto function = static_cast<std::uint32_t>(choose(vocabulary_.functions.size()));
    for (const auto& one : vocabulary_.functions) {
      if (history_.functions.size() < vocabulary_.functions.size()) history_.functions.push_back(one.name);
    }
    RecordedOperation operation;
    operation.invoked = end_++;
    operation.process = static_cast<std::uint32_t>(process);
    operation.function = function;
    operation.argument = argument(vocabulary_.functions[function]);
    operation.line = static_cast<std::uint32_t>(operation.invoked + 1);
    history_.operations.push_back(operation);
    return static_cast<std::uint32_t>(history_.operations.size() - 1);
  }

  Value argument(const Vocabulary::Function& function) {
    if (function.arguments.empty()) return kNil;
    if (shape_.distinct && function.puts_in) return value(permuted(next_++));
    const std::vector<int>& chosen = function.arguments[choose(function.arguments.size())];
    if (chosen.size() == 1) return value(chosen.front());
    std::vector<Value> elements;
    for (const int element : chosen) elements.push_back(value(element));
    return history_.values.list(elements);
  }

  // Distinct values do not come in their own order, for priority queues.
  static int permuted(int number) { return 1 + number * 37 % 101; }

  Value value(int number) {
    const Value made = history_.values.integer(number);
    if (std::find(results_.begin(), results_.end(), made) == results_.end()) results_.push_back(made);
    return made;
  }

  template <class Model>
  void settle(const Model& model, typename Model::State& state, std::vector<ModelOperation>& operations,
              std::uint32_t i) {
    RecordedOperation& recorded = history_.operations[i];
    for (const Value result : results_) {
      operations[i] = {code_of<Model>(recorded), false, recorded.process, recorded.argument, result};
      auto next = state;
      if (!model.step(next, i)) continue;
      if (!recorded.pending()) recorded.result = result;
      state = next;
      return;
    }
    // Nothing that it could return is allowed: a mutex that somebody has. It goes on being called.
    recorded.responded = RecordedOperation::kNever;
  }

  template <class Model>
  std::uint8_t code_of(const RecordedOperation& operation) const {
    for (const OperationName& one : Model::kNames) {
      if (one.name == history_.function_of(operation)) return one.code;
    }
    return 0;
  }

  const Vocabulary& vocabulary_;
  Shape shape_;
  std::mt19937_64 random_;
  History history_;
  std::vector<Value> results_{kNil, kTrue, kFalse};
  std::uint64_t end_ = 1;
  int next_ = 0;
};

}  // namespace tenter::oracle
