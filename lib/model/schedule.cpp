#include "model/schedule.h"

#include <fmt/format.h>
#include <tenter/plugin.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>

namespace tenter {
namespace {

constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
static_assert(kMaxActors <= kDigits.size(), "a task in a schedule's text is a character");
static_assert(kMaxActors - 1 <= std::numeric_limits<ScheduledTask>::max());
constexpr std::size_t kLongestPlainRun = 4;
constexpr std::size_t kMostSteps = 1'000'000;
constexpr std::string_view kTooLong = "it is longer than a million steps";
constexpr std::size_t kLongestQuotation = 80;

// The beginning, fit for a terminal and for a C string.
std::string quoted(std::string_view text) {
  std::string result(text.substr(0, kLongestQuotation));
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; };
  std::replace_if(result.begin(), result.end(), is_control, '?');
  return fmt::format("'{}{}'", result, text.size() > kLongestQuotation ? "..." : "");
}

[[noreturn]] void fail(std::string_view text, std::string_view rest, std::string_view why) {
  throw std::invalid_argument(
      fmt::format("{} is no schedule: {} (at character {})", quoted(text), why, text.size() - rest.size() + 1));
}

std::string run_of(char task, std::size_t length) {
  return length > kLongestPlainRun ? fmt::format("{}*{}.", task, length) : std::string(length, task);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), rest_(text) {}

  Schedule schedule() {
    const std::string version = fmt::format("t{}:", Schedule::kVersion);
    if (!rest_.starts_with(version)) {
      fail(text_, rest_, fmt::format("it does not begin with {}, the version that this Tenter reads", version));
    }
    rest_.remove_prefix(version.size());
    Schedule result;
    result.compiler = word_before(":@", "the compiler is missing");
    if (rest_.starts_with('@')) {
      rest_.remove_prefix(1);
      result.program = word_before(":", "the program is missing");
    }
    if (rest_.empty()) fail(text_, rest_, "a colon is expected here");
    rest_.remove_prefix(1);
    while (!rest_.empty() && rest_.front() != ':') read_run(result.tasks);
    while (!rest_.empty()) {
      rest_.remove_prefix(1);
      result.places.emplace_back(word_before(",", "a place is missing"));
    }
    return result;
  }

 private:
  // Takes what comes before the next of these, or everything.
  std::string_view word_before(std::string_view separators, std::string_view if_empty) {
    const std::string_view word = rest_.substr(0, rest_.find_first_of(separators));
    if (word.empty()) fail(text_, rest_, if_empty);
    rest_.remove_prefix(word.size());
    return word;
  }

  void read_run(ScheduledTasks& tasks) {
    const std::string_view run = rest_;
    const std::size_t task = kDigits.find(run.front());
    if (task == std::string_view::npos) fail(text_, run, "there is no such task");
    rest_.remove_prefix(1);
    const std::size_t length = rest_.empty() || rest_.front() != '*' ? 1 : read_length();
    if (tasks.size() + length > kMostSteps) fail(text_, run, kTooLong);
    tasks.insert(tasks.end(), length, static_cast<ScheduledTask>(task));
  }

  std::size_t read_length() {
    rest_.remove_prefix(1);
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), length);
    const auto read = static_cast<std::size_t>(end - rest_.data());
    if (error == std::errc::result_out_of_range || length > kMostSteps) fail(text_, rest_, kTooLong);
    if (error != std::errc() || length == 0 || read == rest_.size() || rest_[read] != '.') {
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
  std::string text = fmt::format("t{}:{}{}{}:", Schedule::kVersion, schedule.compiler,
                                 schedule.program.empty() ? "" : "@", schedule.program);
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
