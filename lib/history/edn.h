// The part of EDN (github.com/edn-format/edn) that histories use: nil, booleans, integers, other numbers, strings,
// keywords, symbols, vectors, lists, and maps of keywords.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/history.h"

namespace tenter::history {

// Reads elements one after another. After an error nothing more can be read.
class EdnReader {
 public:
  EdnReader(std::string_view text, Values& values) : text_(text), values_(values) {}

  // A value; keywords and symbols are texts, keywords with their colon. Nothing when there is no well-formed one.
  std::optional<Value> value();
  // The name of a keyword.
  std::optional<std::string_view> keyword();
  // Goes past a character, if it comes next.
  bool past(char wanted);
  bool at_end();

 private:
  void skip_blank();
  std::optional<Value> text();
  std::optional<Value> elements(char closing);
  std::string_view word();

  std::string_view text_;
  Values& values_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace tenter::history
