#include "history/edn.h"

#include <charconv>
#include <vector>

namespace tenter::history {
namespace {

constexpr std::string_view kBlank = " \t\r\n,";
constexpr std::string_view kEndOfWord = " \t\r\n,()[]{}\";";
constexpr std::size_t kDeepest = 100;

}  // namespace

void EdnReader::skip_blank() { at_ = std::min(text_.find_first_not_of(kBlank, at_), text_.size()); }

bool EdnReader::at_end() {
  skip_blank();
  return at_ == text_.size();
}

bool EdnReader::past(char wanted) {
  if (at_end() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

std::string_view EdnReader::word() {
  const std::size_t begin = at_;
  at_ = std::min(text_.find_first_of(kEndOfWord, at_), text_.size());
  return text_.substr(begin, at_ - begin);
}

std::optional<std::string_view> EdnReader::keyword() {
  if (!past(':')) return std::nullopt;
  const std::string_view name = word();
  return name.empty() ? std::nullopt : std::optional(name);
}

std::optional<Value> EdnReader::value() {
  if (at_end()) return std::nullopt;
  if (past('"')) return text();
  if (past('[')) return elements(']');
  if (past('(')) return elements(')');
  const std::string_view atom = word();
  if (atom.empty()) return std::nullopt;
  if (atom == "nil") return kNil;
  if (atom == "true") return kTrue;
  if (atom == "false") return kFalse;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(atom.data(), atom.data() + atom.size(), number);
  return error == std::errc() && end == atom.data() + atom.size() ? values_.integer(number) : values_.text(atom);
}

std::optional<Value> EdnReader::text() {
  std::string result;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      ++at_;
      return values_.text(result);
    }
    if (c != '\\') {
      result += c;
      continue;
    }
    if (++at_ == text_.size()) break;
    switch (text_[at_]) {
      case 'n':
        result += '\n';
        break;
      case 't':
        result += '\t';
        break;
      case 'r':
        result += '\r';
        break;
      case '"':
      case '\\':
        result += text_[at_];
        break;
      default:
        return std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<Value> EdnReader::elements(char closing) {
  if (++depth_ > kDeepest) return std::nullopt;
  std::vector<Value> elements;
  while (!past(closing)) {
    const auto element = value();
    if (!element) return std::nullopt;
    elements.push_back(*element);
  }
  --depth_;
  return values_.list(elements);
}

}  // namespace tenter::history
