#include "property/program_words.h"

#include <fmt/ranges.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "property/enumeration.h"

namespace tenter::property {
namespace {

class WordReader {
 public:
  WordReader(std::string_view words, const ObjectSubject& object) : words_(words) {
    for (Call& call : all_calls(object, kKnownOfUnbounded)) {
      std::string text = object.text_of(call);
      known_.emplace_back(std::move(text), std::move(call));
    }
  }

  ParallelProgram program() {
    ParallelProgram result;
    if (take('[')) result.prefix = calls_until(']');
    do result.threads.push_back(calls());
    while (take('|'));
    if (take('[')) result.suffix = calls_until(']');
    skip_spaces();
    if (next_ != words_.size()) fail("what is this?");
    return result;
  }

 private:
  void skip_spaces() {
    while (next_ < words_.size() && words_[next_] == ' ') ++next_;
  }

  bool take(char c) {
    skip_spaces();
    if (next_ == words_.size() || words_[next_] != c) return false;
    ++next_;
    return true;
  }

  std::vector<Call> calls_until(char end) {
    std::vector<Call> result = calls();
    if (!take(end)) fail(fmt::format("{} is missing", end));
    return result;
  }

  std::vector<Call> calls() {
    std::vector<Call> result;
    do result.push_back(call());
    while (take(','));
    return result;
  }

  // The longest that fits, for a text may begin with another one.
  Call call() {
    skip_spaces();
    const std::pair<std::string, Call>* found = nullptr;
    for (const auto& known : known_) {
      const bool fits = words_.substr(next_).starts_with(known.first);
      if (fits && (found == nullptr || found->first.size() < known.first.size())) found = &known;
    }
    if (found == nullptr) fail("here could be " + some_known());
    next_ += found->first.size();
    return found->second;
  }

  std::string some_known() const {
    constexpr std::size_t kMost = 12;
    std::vector<std::string> texts;
    for (const auto& [text, call] : known_) texts.push_back(text);
    const bool more = texts.size() > kMost;
    if (more) texts.resize(kMost);
    return fmt::format("{}{}", fmt::join(texts, ", "), more ? ", ..." : "");
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw std::invalid_argument(
        fmt::format("'{}' is no program of this object: {} (at character {})", words_, why, next_ + 1));
  }

  std::string_view words_;
  std::vector<std::pair<std::string, Call>> known_;
  std::size_t next_ = 0;
};

}  // namespace

ParallelProgram program_in_words(std::string_view words, const ObjectSubject& object) {
  return WordReader(words, object).program();
}

}  // namespace tenter::property
