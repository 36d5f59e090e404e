#include "cli/options.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <thread>

#include "cli/quantities.h"
#include "explore/schedule/strategies.h"
#include "session/error.h"

namespace tenter::cli {
namespace {

using session::Error;

std::optional<std::vector<Engine>> engines_in(const std::string& text) {
  std::vector<Engine> engines;
  for (const std::string& name : split(text, ',')) {
    const auto engine = engine_named(name);
    if (!engine) return std::nullopt;
    if (std::find(engines.begin(), engines.end(), *engine) == engines.end()) engines.push_back(*engine);
  }
  return engines;
}

std::optional<std::uint64_t> positive_in(const std::string& text) {
  const auto count = count_in(text);
  return count && *count > 0 ? count : std::nullopt;
}

std::optional<Color> color_named(const std::string& name) {
  if (name == "auto") return Color::automatic;
  if (name == "always") return Color::always;
  if (name == "never") return Color::never;
  return std::nullopt;
}

std::optional<std::string> not_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string> file_name(const std::string& text) { return text == "-" ? std::nullopt : not_empty(text); }

std::optional<std::uint32_t> preemptions_in(const std::string& text) {
  constexpr std::uint64_t kMost = 1000;
  const auto count = count_in(text);
  return count && *count <= kMost ? std::optional(static_cast<std::uint32_t>(*count)) : std::nullopt;
}

std::optional<std::string> strategy_in(const std::string& text) {
  const std::vector<std::string>& names = strategy_names();
  return std::find(names.begin(), names.end(), text) == names.end() ? std::nullopt : std::optional(text);
}

constexpr std::string_view kADuration =
    "a duration with its unit, such as 200ms, 5s or 2m, longer than nothing and at most a year";
constexpr std::string_view kASize = "a size with its unit, such as 512M or 2G";

WorkerOptions worker_options(const GivenOptions& given) {
  WorkerOptions options;
  options.plugins = given.values("plugin");
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  given.take("jobs", options.jobs, positive_in, "a number, 1 or more");
  given.take("timeout", options.timeout, duration_in, kADuration);
  given.take("memory", options.memory, bytes_in, kASize);
  return options;
}

ReportOptions report_options(const GivenOptions& given) {
  ReportOptions options;
  given.take("json", options.json, not_empty, "a file, or - for standard output");
  given.take("color", options.color, color_named, "auto, always or never");
  options.verbose = given.on("verbose");
  options.quiet = given.on("quiet");
  if (options.verbose && options.quiet) throw Error("--verbose and --quiet contradict each other");
  return options;
}

// A number of executions alone has all the time that it needs.
Budget budget_of(const GivenOptions& given, Budget budget) {
  if (given.has("executions") && !given.has("time")) budget.time.reset();
  given.take("time", budget.time, duration_in, kADuration);
  given.take("executions", budget.executions, positive_in, "a number, 1 or more");
  return budget;
}

constexpr std::chrono::milliseconds kBriefTime{250};

// Whoever says how long each engine runs means it.
// What is written on the command line comes before what the environment says.
bool is_brief(const GivenOptions& given) {
  const auto bounded = [&](const char* option) {
    return given.typed("brief") ? given.typed(option) : given.has(option);
  };
  return given.on("brief") && !bounded("time") && !bounded("executions");
}

void require_boundable(const std::string& strategy) {
  if (strategy == kAutomatic || can_be_bounded(explore::strategy_named(strategy))) return;
  throw Error(
      fmt::format("--strategy {} cannot be bounded by --preemptions: what it leaves out stands for executions with "
                  "more of them; take auto or exhaustive",
                  strategy));
}

SearchRequest search_of(const GivenOptions& given) {
  SearchRequest search;
  given.take("strategy", search.strategy, strategy_in, fmt::format("one of {}", fmt::join(strategy_names(), ", ")));
  given.take("preemptions", search.preemptions, preemptions_in, "a number, 0 to 1000");
  if (search.preemptions) require_boundable(search.strategy);
  return search;
}

std::vector<std::string> again(const GivenOptions& given) {
  std::vector<std::string> words;
  const bool brief = is_brief(given);
  if (brief) words.push_back("--brief");
  for (const std::string_view option : {"engine", "time", "max-time", "executions", "plugin", "timeout", "memory",
                                        "affinity", "program", "strategy", "preemptions"}) {
    if (brief && (option == "time" || option == "executions")) continue;  // what the environment says
    for (const std::string& value : given.values(std::string(option))) {
      words.push_back(fmt::format("--{}", option));
      words.push_back(value);
    }
  }
  return words;
}

}  // namespace

ListOptions list_options(const GivenOptions& given) {
  return {given.patterns(), worker_options(given), given.on("json")};
}

RunOptions run_options(const GivenOptions& given) {
  RunOptions options;
  options.patterns = given.patterns();
  options.workers = worker_options(given);
  options.report = report_options(given);
  given.take("engine", options.engines, engines_in, "stress, tsan, explore, or several with commas between");
  options.budget = budget_of(given, options.budget);
  options.brief = is_brief(given);
  if (options.brief) options.budget = {kBriefTime, {}};
  given.take("max-time", options.max_time, duration_in, kADuration);
  if (options.max_time && !options.budget.time) {
    throw Error("--max-time goes with --time, which --executions replaces");
  }
  given.take("seed", options.seed, count_in, "a number, 0 or more");
  given.take("affinity", options.affinity, affinity_named, "none, spread or same-core");
  given.take("program", options.program, not_empty, "a program of an object's operations");
  options.search = search_of(given);
  options.strict = given.on("strict");
  given.take("baseline", options.baseline, not_empty, "a file");
  options.again = again(given);
  return options;
}

ReplayOptions replay_options(const GivenOptions& given) {
  ReplayOptions options;
  options.patterns = given.patterns();
  options.workers = worker_options(given);
  options.report = report_options(given);
  given.take("schedule", options.schedule, not_empty, "a schedule");
  given.take("save", options.save, file_name, "the name of a file");
  options.again = again(given);
  return options;
}

CheckHistoryOptions check_history_options(const GivenOptions& given) {
  CheckHistoryOptions options;
  options.patterns = given.patterns();
  options.report = report_options(given);
  given.take("model", options.model, not_empty, "a kind of object");
  given.take("consistency", options.consistency, oracle::consistency_named,
             "linearizable, sequential, quiescent, exactly-once, fifo-per-producer or monotonic-reads");
  given.take("relaxed", options.relaxation, oracle::relaxation_named, "out-of-order:N or at-least-once");
  given.take("time", options.time, duration_in, kADuration);
  given.take("memory", options.memory, bytes_in, kASize);
  return options;
}

DoctorOptions doctor_options(const GivenOptions& given) { return {worker_options(given)}; }

}  // namespace tenter::cli
