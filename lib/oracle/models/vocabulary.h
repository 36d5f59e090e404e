// What recorded histories call the operations of a model, and what is wrong where they mean none. Thread safety:
// values.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "history/builder.h"
#include "history/history.h"

namespace tenter::oracle {

// Values as numbers from 1 on, equal for equal values; nothing is 0.
class Numbering {
 public:
  static constexpr std::int32_t kNothing = 0;

  std::int32_t number_of(const history::Value& value);
  // REQUIRES: a number that it has given.
  const history::Value& operator[](std::int32_t number) const { return *values_[static_cast<std::size_t>(number)]; }

 private:
  static const history::Value kNoValue;
  std::unordered_map<history::Value, std::int32_t> numbers_;
  std::vector<const history::Value*> values_{&kNoValue};
};

// The names of a model's functions, by the number that the model knows each by; several may mean the same.
class Vocabulary {
 public:
  struct Word {
    std::string_view name;
    std::uint8_t meaning;
  };
  Vocabulary(std::string_view model, std::initializer_list<Word> words) : model_(model), words_(words) {}

  // Throws history::Malformed with the line and the names that there are.
  std::uint8_t meaning_of(const history::History& history, const history::Operation& operation) const;

  // All names, by commas.
  std::string names() const;

 private:
  std::string_view model_;
  std::vector<Word> words_;
};

// Throws history::Malformed for an operation that is not what it should be.
[[noreturn]] void refuse(const history::Operation& operation, const std::string& what);

}  // namespace tenter::oracle
