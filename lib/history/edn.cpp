// The part of EDN (Extensible Data Notation, as of the Clojure language) that histories are written in.
#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "history/builder.h"
#include "history/formats.h"

namespace tenter::history {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Value value();
  // Of keywords and values; calls `take` with each keyword, without its colon, and its value.
  template <class Take>
  void map(Take&& take) {
    want('{');
    while (!skip_to('}')) {
      if (!at(':')) fail("a keyword");
      ++at_;
      const std::string name(word());
      take(name, value());
    }
  }
  void end() {
    skip();
    if (at_ != text_.size()) fail("the end of the line");
  }

 private:
  static constexpr std::string_view kSpace = " \t\r,";  // commas are space in EDN

  bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void skip() { at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size()); }
  bool skip_to(char c) {
    skip();
    if (!at(c)) return false;
    ++at_;
    return true;
  }
  void want(char c) {
    if (!skip_to(c)) fail(fmt::format("'{}'", c));
  }
  [[noreturn]] void fail(const std::string& wanted) const {
    throw Malformed(fmt::format("at column {}: wanted {}", at_ + 1, wanted));
  }
  std::string_view word() {
    const std::size_t end = std::min(text_.find_first_of(" \t\r,{}[]()\"", at_), text_.size());
    if (end == at_) fail("a word");
    return text_.substr(std::exchange(at_, end), end - at_);
  }
  std::string text();
  List list(char end);
  Value plain();

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string Reader::text() {
  std::string result;
  for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
    if (text_[at_] != '\\') {
      result += text_[at_];
      continue;
    }
    constexpr std::string_view kLetters = "ntr\"\\";
    constexpr std::string_view kMeant = "\n\t\r\"\\";
    const std::size_t letter = ++at_ < text_.size() ? kLetters.find(text_[at_]) : std::string_view::npos;
    if (letter == std::string_view::npos) fail("one of n t r \" \\ after a backslash");
    result += kMeant[letter];
  }
  if (at_ == text_.size()) fail("the end of a string");
  ++at_;
  return result;
}

List Reader::list(char end) {
  List result;
  for (++at_; !skip_to(end);) result.push_back(value());
  return result;
}

Value Reader::plain() {
  const std::size_t begin = at_;
  const std::string_view text = word();
  if (text == "nil") return {};
  if (text == "true" || text == "false") return {text == "true"};
  std::int64_t integer = 0;
  if (const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
      error == std::errc() && end == text.data() + text.size()) {
    return {integer};
  }
  double number = 0;
  if (const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      error == std::errc() && end == text.data() + text.size()) {
    return {number};
  }
  at_ = begin;
  fail("nil, true, false, a number, a string, a keyword or a vector");
}

Value Reader::value() {
  skip();
  if (at('"')) return {text()};
  if (at('[')) return {list(']')};
  if (at('(')) return {list(')')};
  if (at(':')) return {std::string(word())};
  if (at_ == text_.size()) fail("a value");
  return plain();
}

std::string name_in(const Value& keyword, const char* what) {
  const auto* const name = std::get_if<std::string>(&keyword.data);
  if (name == nullptr || !name->starts_with(':')) throw Malformed(fmt::format(":{} is no keyword", what));
  return name->substr(1);
}

// What an event is made of.
struct Members {
  std::optional<Value> process, type, function, key, value;

  void take(const std::string& name, Value read) {
    if (name == "process") process = std::move(read);
    if (name == "type") type = std::move(read);
    if (name == "f") function = std::move(read);
    if (name == "key") key = std::move(read);
    if (name == "value") value = std::move(read);
  }
};

const Value& required(const std::optional<Value>& member, const char* name) {
  if (!member) throw Malformed(fmt::format("there is no :{}", name));
  return *member;
}

}  // namespace

Event edn_event(std::string_view line) {
  Members members;
  Reader reader(line);
  reader.map([&](const std::string& name, Value read) { members.take(name, std::move(read)); });
  reader.end();
  const auto* const process = std::get_if<std::int64_t>(&required(members.process, "process").data);
  if (process == nullptr) throw Malformed(":process is no integer");
  return {*process, type_named(name_in(required(members.type, "type"), "type")),
          name_in(required(members.function, "f"), "f"), members.key.value_or(Value{}),
          members.value.value_or(Value{})};
}

Value edn_value(std::string_view text) {
  Reader reader(text);
  Value value = reader.value();
  reader.end();
  return value;
}

}  // namespace tenter::history
