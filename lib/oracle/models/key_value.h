// A store of texts by key: get, put and append. Keys begin empty.
#pragma once

#include <map>
#include <span>
#include <string>

#include "oracle/models/vocabulary.h"

namespace tenter::oracle {

class KeyValueModel {
 public:
  using State = std::vector<std::int32_t>;  // by key: the number of its text
  enum Function : std::uint8_t { kGet, kPut, kAppend };

  static const Vocabulary& vocabulary();
  // REQUIRES: `which` are operations of the history.
  KeyValueModel(const history::History& history, std::span<const std::uint32_t> which);

  State initial() const { return State(keys_, kEmpty); }
  bool step(State& state, std::uint32_t operation) const;
  std::size_t hash(const State& state) const;

 private:
  static constexpr std::int32_t kEmpty = 0;

  struct Step {
    std::uint8_t function;
    bool returned;
    std::size_t key;
    std::int32_t text;  // put, appended or got
  };

  std::int32_t number_of(std::string text) const;
  std::int32_t appended(std::int32_t text, std::int32_t more) const;

  std::size_t keys_ = 0;
  std::vector<Step> steps_;
  // Texts are made as the search goes on; each is kept once.
  mutable std::vector<const std::string*> texts_;
  mutable std::unordered_map<std::string, std::int32_t> numbers_;
  mutable std::unordered_map<std::uint64_t, std::int32_t> appended_;  // by both numbers
};

}  // namespace tenter::oracle
