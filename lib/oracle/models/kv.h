// A key-value store of texts: `get`, `put` and `append`, each on its key; what was never written is empty. Histories
// are judged key by key, but the model takes any number of keys at once.
#pragma once

#include <map>
#include <string>
#include <unordered_map>

#include "oracle/models/operations.h"

namespace tenter::oracle {

class KvModel {
 public:
  enum Code : std::uint8_t { kGet, kPut, kAppend };
  static constexpr OperationName kNames[] = {{"get", kGet}, {"put", kPut}, {"append", kAppend}};

  KvModel(const History& history, std::span<const ModelOperation> operations) : operations_(operations) {
    for (const ModelOperation& operation : operations) {
      const Value written = operation.code == kGet ? operation.result : operation.argument;
      const auto text = history.values.text_of(written);
      texts_.push_back(number_of(std::string(text ? *text : written == kNil ? "" : history.values.shown(written))));
    }
  }

  // The same, with the place of each operation's key among all of them.
  KvModel(const History& history, std::span<const ModelOperation> operations, std::vector<std::uint32_t> keys,
          std::size_t number_of_keys)
      : KvModel(history, operations) {
    keys_ = std::move(keys);
    number_of_keys_ = number_of_keys;
  }

  using State = std::vector<std::uint32_t>;  // of each key: the number of its text
  State initial() const { return State(number_of_keys_, 0); }
  std::size_t hash_of(const State& state) const {
    std::uint64_t hash = 0;
    for (const std::uint32_t text : state) hash = mixed(hash ^ text) + 1;
    return hash;
  }
  bool only_reads(std::size_t i) const { return operations_[i].code == kGet; }

  bool step(State& state, std::size_t i) const {
    std::uint32_t& text = state[keys_.empty() ? 0 : keys_[i]];
    if (operations_[i].code == kGet) return operations_[i].pending || text == texts_[i];
    text = operations_[i].code == kPut ? texts_[i] : appended(text, texts_[i]);
    return true;
  }

  static std::optional<std::string> fault(const Values&, const ModelOperation&) { return std::nullopt; }

 private:
  std::uint32_t number_of(std::string text) const {
    const auto [found, added] = numbers_.try_emplace(std::move(text), static_cast<std::uint32_t>(known_.size()));
    if (added) known_.push_back(&found->first);
    return found->second;
  }

  std::uint32_t appended(std::uint32_t text, std::uint32_t more) const {
    const auto [found, added] = appended_.try_emplace(std::uint64_t{text} << 32U | more, 0);
    if (added) found->second = number_of(*known_[text] + *known_[more]);
    return found->second;
  }

  std::span<const ModelOperation> operations_;
  std::vector<std::uint32_t> texts_;  // what each operation has written or read
  std::vector<std::uint32_t> keys_;
  std::size_t number_of_keys_ = 1;
  mutable std::unordered_map<std::string, std::uint32_t> numbers_{{"", 0}};
  mutable std::vector<const std::string*> known_{&numbers_.begin()->first};
  mutable std::unordered_map<std::uint64_t, std::uint32_t> appended_;
};

}  // namespace tenter::oracle
