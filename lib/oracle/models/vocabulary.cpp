#include "oracle/models/vocabulary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tenter::oracle {

const history::Value Numbering::kNoValue{};

std::int32_t Numbering::number_of(const history::Value& value) {
  if (value.is_nothing()) return kNothing;
  const auto [at, is_new] = numbers_.emplace(value, static_cast<std::int32_t>(values_.size()));
  if (is_new) values_.push_back(&at->first);
  return at->second;
}

std::uint8_t Vocabulary::meaning_of(const history::History& history, const history::Operation& operation) const {
  const std::string& name = history.function_of(operation);
  const auto word = std::find_if(words_.begin(), words_.end(), [&](const Word& known) { return known.name == name; });
  if (word == words_.end()) {
    refuse(operation, fmt::format("a {} has no operation \"{}\"; it has {}", model_, name, names()));
  }
  return word->meaning;
}

std::string Vocabulary::names() const {
  std::vector<std::string_view> names;
  for (const Word& word : words_) names.push_back(word.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

void refuse(const history::Operation& operation, const std::string& what) {
  throw history::Malformed(fmt::format("{}: {}", operation.invoked_line, what));
}

}  // namespace tenter::oracle
