#include "report/wording.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tenter::report {
namespace {

std::string shell_quoted(const std::string& word) {
  constexpr std::string_view kSafe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./+,:=@%";
  if (!word.empty() && word.find_first_not_of(kSafe) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

bool measurable(double seconds) { return std::isfinite(seconds) && seconds > 0; }

}  // namespace

std::string in_short(const Claim& claim) {
  switch (claim.kind) {
    case ClaimKind::holds:
      return "holds";
    case ClaimKind::breaks:
      return fmt::format("breaks({})", claim.anomaly ? name_of(*claim.anomaly) : "nothing");
    case ClaimKind::shows:
      return fmt::format("shows({})", claim.outcome);
  }
  return {};
}

std::string in_words(const Claim& claim) {
  std::string text = in_short(claim);
  if (claim.also.empty()) return text;
  text.pop_back();
  for (const Anomaly also : claim.also) text += fmt::format(", {}", name_of(also));
  return text + ')';
}

std::string in_words(const Verdict& verdict) {
  const std::string_view kind = name_of(verdict.kind);
  return verdict.basis ? fmt::format("{} ({})", kind, in_words(*verdict.basis)) : std::string(kind);
}

std::string in_short(const Frame& frame) {
  if (frame.file.empty()) return frame.function.empty() ? "somewhere unknown" : frame.function;
  const std::string name = frame.file.substr(frame.file.find_last_of('/') + 1);
  return frame.line == 0 ? name : fmt::format("{}:{}", name, frame.line);
}

std::string in_short(std::uint64_t count) {
  struct Unit {
    double size;
    std::string_view suffix;
  };
  constexpr std::array<Unit, 4> kUnits{Unit{1e12, "T"}, Unit{1e9, "G"}, Unit{1e6, "M"}, Unit{1e3, "k"}};
  for (const Unit& unit : kUnits) {
    // 999,950 would round up to 1000.0k, which is 1.0M.
    const double scaled = static_cast<double>(count) / unit.size;
    if (scaled >= 0.99995) return fmt::format("{:.1f}{}", scaled, unit.suffix);
  }
  return fmt::format("{}", count);
}

std::string duration(double seconds) {
  if (!measurable(seconds)) return "0 s";
  if (seconds < 9.95) return fmt::format("{:.2g} s", seconds);
  const auto whole = static_cast<std::uint64_t>(std::min(std::round(seconds), 1e15));
  if (whole < 60) return fmt::format("{} s", whole);
  return fmt::format("{} min {} s", whole / 60, whole % 60);
}

std::string rate(std::uint64_t executions, double seconds) {
  if (!measurable(seconds)) return {};
  const double a_second = static_cast<double>(executions) / seconds;
  return in_short(static_cast<std::uint64_t>(std::min(a_second, 1e18))) + "/s";
}

std::string rerun_command(const Run& run, const ScenarioInfo& scenario) {
  std::string command = "tenter run " + shell_quoted(scenario.name);
  for (const std::string& option : run.options) command += ' ' + shell_quoted(option);
  return command + fmt::format(" --seed {}", run.environment.seed);
}

std::string replay_command(const Run& run, const ScenarioInfo& scenario, const Witness& witness) {
  std::string command =
      fmt::format("tenter replay {} --schedule {}", shell_quoted(scenario.name), shell_quoted(witness.schedule));
  for (std::size_t i = 0; i + 1 < run.options.size(); ++i) {
    if (run.options[i] == "--plugin") command += " --plugin " + shell_quoted(run.options[++i]);
  }
  return command;
}

}  // namespace tenter::report
