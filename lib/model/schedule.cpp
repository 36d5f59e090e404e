#include "model/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace tenter {
namespace {

constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
constexpr std::size_t kLongestPlainRun = 4;
constexpr std::size_t kMostSteps = 1'000'000;

[[noreturn]] void fail(std::string_view text, std::string_view rest, std::string_view why) {
  throw std::invalid_argument(
      fmt::format("'{}' is no schedule: {} (at character {})", text, why, text.size() - rest.size() + 1));
}

std::string run_of(char task, std::size_t length) {
  return length > kLongestPlainRun ? fmt::format("{}*{}.", task, length) : std::string(length, task);
}

// Takes what comes before the next `separator`, or everything, off `rest`.
std::string_view taken(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), rest_(text) {}

  Schedule schedule() {
    if (taken(rest_, ':') != fmt::format("t{}", Schedule::kVersion)) {
      fail(text_, text_,
           fmt::format("it does not begin with t{}:, the version that this Tenter reads", Schedule::kVersion));
    }
    Schedule result;
    result.compiler = taken(rest_, ':');
    if (result.compiler.empty()) fail(text_, rest_, "the compiler is missing");
    while (!rest_.empty() && rest_.front() != ':') read_run(result.tasks);
    if (rest_.empty()) return result;
    rest_.remove_prefix(1);
    do {
      result.places.emplace_back(taken(rest_, ','));
      if (result.places.back().empty()) fail(text_, rest_, "a place is missing");
    } while (!rest_.empty());
    return result;
  }

 private:
  void read_run(std::vector<std::uint8_t>& tasks) {
    const std::size_t task = kDigits.find(rest_.front());
    if (task == std::string_view::npos) fail(text_, rest_, "there is no such task");
    rest_.remove_prefix(1);
    const std::size_t length = rest_.empty() || rest_.front() != '*' ? 1 : read_length();
    if (tasks.size() + length > kMostSteps) fail(text_, rest_, "it is too long");
    tasks.insert(tasks.end(), length, static_cast<std::uint8_t>(task));
  }

  std::size_t read_length() {
    rest_.remove_prefix(1);
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), length);
    const auto read = static_cast<std::size_t>(end - rest_.data());
    if (error != std::errc() || length == 0 || length > kMostSteps || read == rest_.size() || rest_[read] != '.') {
      fail(text_, rest_, "a number and a full stop are expected here");
    }
    rest_.remove_prefix(read + 1);
    return length;
  }

  std::string_view text_;
  std::string_view rest_;
};

}  // namespace

std::string to_text(const Schedule& schedule) {
  std::string text = fmt::format("t{}:{}:", Schedule::kVersion, schedule.compiler);
  for (auto begin = schedule.tasks.begin(); begin != schedule.tasks.end();) {
    const auto end = std::find_if(begin, schedule.tasks.end(), [&](auto task) { return task != *begin; });
    text += run_of(kDigits[*begin], static_cast<std::size_t>(end - begin));
    begin = end;
  }
  if (!schedule.places.empty()) text += fmt::format(":{}", fmt::join(schedule.places, ","));
  return text;
}

Schedule schedule_of(std::string_view text) { return Reader(text).schedule(); }

}  // namespace tenter
