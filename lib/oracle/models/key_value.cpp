#include "oracle/models/key_value.h"

namespace tenter::oracle {
namespace {

// What is not there is as good as empty.
std::string text_of(const history::Operation& operation, const history::Value& value) {
  if (value.is_nothing()) return "";
  const auto* const text = std::get_if<std::string>(&value.data);
  if (text == nullptr) refuse(operation, "the values of a key-value store are strings");
  return *text;
}

}  // namespace

const Vocabulary& KeyValueModel::vocabulary() {
  static const Vocabulary kWords("key-value store", {{"get", kGet}, {"put", kPut}, {"append", kAppend}});
  return kWords;
}

KeyValueModel::KeyValueModel(const history::History& history, std::span<const std::uint32_t> which) {
  number_of("");
  std::unordered_map<history::Value, std::size_t> keys;
  for (const std::uint32_t number : which) {
    const history::Operation& operation = history.operations[number];
    Step step{vocabulary().meaning_of(history, operation), !operation.is_pending(),
              keys.emplace(operation.key, keys.size()).first->second, kEmpty};
    step.text = number_of(text_of(operation, step.function == kGet ? operation.result : operation.argument));
    steps_.push_back(step);
  }
  keys_ = keys.size();
}

std::int32_t KeyValueModel::number_of(std::string text) const {
  const auto [at, is_new] = numbers_.emplace(std::move(text), static_cast<std::int32_t>(texts_.size()));
  if (is_new) texts_.push_back(&at->first);
  return at->second;
}

std::int32_t KeyValueModel::appended(std::int32_t text, std::int32_t more) const {
  const std::uint64_t both = static_cast<std::uint64_t>(text) << 32U | static_cast<std::uint32_t>(more);
  if (const auto found = appended_.find(both); found != appended_.end()) return found->second;
  const auto string = [&](std::int32_t number) -> const std::string& {
    return *texts_[static_cast<std::size_t>(number)];
  };
  return appended_[both] = number_of(string(text) + string(more));
}

bool KeyValueModel::step(State& state, std::uint32_t operation) const {
  const Step& step = steps_[operation];
  std::int32_t& text = state[step.key];
  if (step.function == kGet) return !step.returned || text == step.text;
  text = step.function == kPut ? step.text : appended(text, step.text);
  return true;
}

std::size_t KeyValueModel::hash(const State& state) const {
  std::size_t hash = state.size();
  for (const std::int32_t text : state) hash = (hash ^ static_cast<std::size_t>(text)) * 0x9e3779b97f4a7c15U;
  return hash ^ hash >> 29U;
}

}  // namespace tenter::oracle
