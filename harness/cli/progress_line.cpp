#include "cli/progress_line.h"

#include <fmt/core.h>

#include <cstdio>

#include "cli/console.h"
#include "session/death.h"

namespace tenter::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{100};

std::string rate_in_words(std::uint64_t executions, std::chrono::duration<double> elapsed) {
  const double rate = elapsed.count() > 0 ? static_cast<double>(executions) / elapsed.count() : 0;
  if (rate >= 1e6) return fmt::format("{:.1f}M/s", rate / 1e6);
  if (rate >= 1e3) return fmt::format("{:.1f}k/s", rate / 1e3);
  return fmt::format("{:.0f}/s", rate);
}

std::string time_left_in_words(const session::Progress& progress) {
  if (!progress.time_left) return "";
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(*progress.time_left);
  return fmt::format(", {} left", session::in_words(seconds));
}

}  // namespace

std::string progress_text(const session::Progress& progress, std::size_t width) {
  std::string text = fmt::format("[{}/{}] {} {}: {} executions, {}{}", progress.number, progress.of,
                                 progress.scenario, name_of(progress.engine), progress.executions,
                                 rate_in_words(progress.executions, progress.elapsed), time_left_in_words(progress));
  if (text.size() > width) text.resize(width);
  return text;
}

void ProgressLine::show(const session::Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || now - last_ < kBetweenDrawings) return;
  last_ = now;
  drawn_ = true;
  // The last column stays free: a full line would wrap.
  fmt::print(stderr, "\r\x1b[K{}", progress_text(progress, terminal_width(stderr) - 1));
  std::fflush(stderr);
}

void ProgressLine::wipe() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
}

}  // namespace tenter::cli
