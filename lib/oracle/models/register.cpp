#include "oracle/models/register.h"

namespace tenter::oracle {
namespace {

const history::List& pair_of(const history::Operation& operation) {
  const auto* const list = std::get_if<history::List>(&operation.argument.data);
  if (list == nullptr || list->size() != 2) refuse(operation, "the value of a cas is [expected, desired]");
  return *list;
}

}  // namespace

const Vocabulary& RegisterModel::vocabulary() {
  static const Vocabulary kWords("register", {{"read", kRead}, {"write", kWrite}, {"cas", kCas}});
  return kWords;
}

RegisterModel::RegisterModel(const history::History& history, std::span<const std::uint32_t> which) {
  Numbering numbers;
  for (const std::uint32_t number : which) {
    const history::Operation& operation = history.operations[number];
    Step step{vocabulary().meaning_of(history, operation), !operation.is_pending(), false, 0, 0};
    if (step.function == kRead) step.value = numbers.number_of(operation.result);
    if (step.function == kWrite) step.value = numbers.number_of(operation.argument);
    if (step.function == kCas) {
      const history::List& pair = pair_of(operation);
      step.expected = numbers.number_of(pair[0]);
      step.value = numbers.number_of(pair[1]);
      step.failed = operation.result == history::Value{false};
    }
    steps_.push_back(step);
  }
}

bool RegisterModel::step(State& state, std::uint32_t operation) const {
  const Step& step = steps_[operation];
  if (step.function == kRead) return !step.returned || state == step.value;
  if (step.function == kCas && step.failed) return state != step.expected;
  if (step.function == kCas && state != step.expected)
    return !step.returned;  // nobody knows whether it compared well
  state = step.value;
  return true;
}

}  // namespace tenter::oracle
