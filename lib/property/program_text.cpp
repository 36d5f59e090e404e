#include "property/program_text.h"

#include <fmt/core.h>

#include <charconv>
#include <stdexcept>

namespace tenter::property {
namespace {

class Reader {
 public:
  Reader(std::string_view code, const ObjectSubject& object) : code_(code), object_(object) {}

  ParallelProgram program() {
    ParallelProgram result;
    result.prefix = calls();
    want('-');
    result.threads.push_back(calls());
    while (at('/')) {
      ++next_;
      result.threads.push_back(calls());
    }
    want('-');
    result.suffix = calls();
    if (next_ != code_.size()) fail();
    return result;
  }

 private:
  bool at(char c) const { return next_ < code_.size() && code_[next_] == c; }
  void want(char c) {
    if (!at(c)) fail();
    ++next_;
  }
  [[noreturn]] void fail() const {
    throw std::invalid_argument(fmt::format("'{}' is no program of this object (at character {})", code_, next_ + 1));
  }
  std::vector<Call> calls() {
    std::vector<Call> result;
    while (next_ < code_.size() && code_[next_] >= 'a' && code_[next_] <= 'z') result.push_back(call());
    return result;
  }
  Call call() {
    const auto& operations = object_.operations();
    Call result{static_cast<std::uint32_t>(code_[next_] - 'a'), {}};
    if (result.operation >= operations.size()) fail();
    ++next_;
    for (const std::uint64_t domain : operations[result.operation].domains) {
      if (!result.choices.empty()) want('.');
      result.choices.push_back(number());
      if (domain != OperationInfo::kUnbounded && result.choices.back() >= domain) fail();
    }
    return result;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(code_.data() + next_, code_.data() + code_.size(), value);
    if (error != std::errc()) fail();
    next_ = static_cast<std::size_t>(end - code_.data());
    return value;
  }

  std::string_view code_;
  const ObjectSubject& object_;
  std::size_t next_ = 0;
};

}  // namespace

ParallelProgram program_of(std::string_view code, const ObjectSubject& object) {
  return Reader(code, object).program();
}

}  // namespace tenter::property
