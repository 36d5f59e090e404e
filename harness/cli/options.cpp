#include "cli/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cctype>
#include <set>
#include <span>
#include <thread>

#include "cli/quantities.h"
#include "explore/schedule/strategies.h"
#include "session/error.h"
#include "session/pattern.h"

namespace tenter::cli {
namespace {

namespace po = boost::program_options;
using session::Error;

std::vector<std::string> strategy_names() {
  std::vector<std::string> names{std::string(kAutomatic)};
  for (const explore::StrategyKind& kind : explore::all_strategies()) names.emplace_back(kind.name);
  return names;
}

// One option of a command; `argument` is empty for a switch.
struct Option {
  std::string name;
  char letter;
  std::string argument;
  std::string help;
};

const Option kEngine{"engine", 0, "LIST", "some of stress,tsan,explore, by commas (all)"};
const Option kTime{"time", 0, "T", "for each scenario and engine: 200ms, 5s, 2m (1s)"};
const Option kMaxTime{"max-time", 0, "T", "while the claim is undecided, go on up to so long"};
const Option kBrief{"brief", 0, "", "250ms each; explore first, others 50ms where it settles"};
const Option kExecutions{"executions", 0, "N", "the same in executions; with both, the first to end"};
const Option kSeed{"seed", 0, "S", "of what engines choose at random (a new one, printed)"};
const Option kJobs{"jobs", 'j', "N", "workers side by side; runs on real threads never are"};
const Option kJsonFile{"json", 0, "FILE", "write the results as JSON, - for standard output"};
const Option kJsonSwitch{"json", 0, "", "print the scenarios as JSON"};
const Option kPlugin{"plugin", 0, "PATH", "add the scenarios of a plugin, NAME.so; may be repeated"};
const Option kStrict{"strict", 0, "", "accept only a proof for the claim that something holds"};
const Option kBaseline{"baseline", 0, "FILE", "known failures, lines of SCENARIO [ANOMALY]: REASON"};
const Option kTimeout{"timeout", 0, "T", "without progress for so long, it hangs (5s)"};
const Option kMemory{"memory", 0, "SIZE", "the most a scenario may use (2G); four times in tsan"};
const Option kAffinity{"affinity", 0, "HOW", "threads on cores: none, spread or same-core (what works)"};
const Option kProgram{"program", 0, "P", "of an object, only this: '[push(1)] pop() | pop()'"};
const Option kStrategy{"strategy", 0, "HOW",
                       fmt::format("of explore: {} ({})", fmt::join(strategy_names(), ","), kAutomatic)};
const Option kPreemptions{"preemptions", 0, "N", "in explore, at most so many in an execution"};
const Option kSchedule{"schedule", 0, "S", "the schedule, as tenter run prints it"};
const Option kSave{"save", 0, "FILE", "write the schedule to a file that tenter replay takes"};
const Option kModel{"model", 0, "NAME", "the kind of object: register, queue, kv, stack, set, ..."};
const Option kConsistency{"consistency", 0, "HOW", "linearizable, sequential, quiescent, exactly-once, ..."};
const Option kRelaxed{"relaxed", 0, "HOW", "allow more: out-of-order:N or at-least-once"};
const Option kSearchTime{"time", 0, "T", "undecided after so long: 200ms, 5s, 2m (1m)"};
const Option kSearchMemory{"memory", 0, "SIZE", "the most that a search may remember (2G)"};
const Option kWhole{"verbose", 'v', "", "the whole prefix, not only its end"};
const Option kVerbose{"verbose", 'v', "", "every scenario in full"};
const Option kQuiet{"quiet", 'q', "", "only what is not as claimed"};
const Option kColor{"color", 0, "WHEN", "auto, always or never (auto; NO_COLOR is respected)"};
const Option kHelp{"help", 'h', "", "this text"};

struct Command {
  std::string name;
  std::string usage;
  std::string summary;
  std::vector<Option> options;
};

const std::vector<Command>& all_commands() {
  static const std::vector<Command> kCommands{
      {"list", "[PATTERN...]", "the scenarios that there are", {kJsonSwitch, kPlugin, kJobs, kTimeout, kHelp}},
      {"run",
       "[PATTERN...]",
       "run scenarios and judge their claims",
       {kEngine,   kTime,     kBrief,       kMaxTime,  kExecutions, kSeed,   kJobs,
        kJsonFile, kPlugin,   kStrict,      kBaseline, kTimeout,    kMemory, kAffinity,
        kProgram,  kStrategy, kPreemptions, kVerbose,  kQuiet,      kColor,  kHelp}},
      {"replay",
       "SCENARIO|FILE",
       "one explored execution once more, step by step",
       {kSchedule, kSave, kJsonFile, kPlugin, kJobs, kTimeout, kMemory, kVerbose, kColor, kHelp}},
      {"check-history",
       "FILE",
       "is a recorded history linearizable?",
       {kModel, kConsistency, kRelaxed, kSearchTime, kSearchMemory, kJsonFile, kWhole, kHelp}},
      {"doctor", "", "what works on this machine, and why not", {kPlugin, kTimeout, kHelp}},
  };
  return kCommands;
}

const Command& command_named(const std::string& name) {
  const auto& all = all_commands();
  return *std::find_if(all.begin(), all.end(), [&](const Command& command) { return command.name == name; });
}

std::string variable_of(const std::string& option) {
  std::string name = "TENTER_" + option;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return c == '-' ? '_' : static_cast<char>(std::toupper(c)); });
  return name;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// The options as given, by name: all values as text, and where they come from.
class Given {
 public:
  Given(const Command& command, const std::vector<std::string>& arguments, const ReadEnvironment& environment) {
    read_command_line(command, arguments);
    read_environment(command, environment);
  }

  std::vector<std::string> patterns() const {
    return values_.count("pattern") == 0 ? std::vector<std::string>{}
                                         : values_["pattern"].as<std::vector<std::string>>();
  }

  // Calls `take` with each value of an option.
  template <class Take>
  void each(const std::string& option, Take&& take) const {
    if (values_.count(option) != 0) {
      for (const std::string& value : values_[option].as<std::vector<std::string>>()) take(value);
    } else if (const auto found = from_environment_.find(option); found != from_environment_.end()) {
      for (const std::string& value : found->second) take(value);
    }
  }

  // Converts an option's value; what cannot be converted is told with `wanted`.
  template <class T, class Convert>
  void take(const std::string& option, T& target, Convert&& convert, std::string_view wanted) const {
    each(option, [&](const std::string& value) {
      const auto converted = convert(value);
      if (!converted) throw Error(fmt::format("{}: wanted {}", shown(option, value), wanted));
      target = *converted;
    });
  }

  bool on(const std::string& option) const {
    if (values_.count(option) != 0) return true;
    const auto found = from_environment_.find(option);
    return found != from_environment_.end() && switched_on(option, found->second.front());
  }

  bool has(const std::string& option) const {
    return values_.count(option) != 0 || from_environment_.contains(option);
  }

  // An option with its value, as the user wrote it.
  std::string shown(const std::string& option, const std::string& value) const {
    return values_.count(option) != 0 ? fmt::format("--{} {}", option, value)
                                      : fmt::format("{}={}", variable_of(option), value);
  }

 private:
  static po::options_description described(const Command& command) {
    po::options_description result;
    for (const Option& option : command.options) {
      const std::string name = option.letter == 0 ? option.name : option.name + "," + option.letter;
      if (option.argument.empty()) {
        result.add_options()(name.c_str(), "");
      } else {
        result.add_options()(name.c_str(), po::value<std::vector<std::string>>(), "");
      }
    }
    result.add_options()("pattern", po::value<std::vector<std::string>>(), "");
    return result;
  }

  void read_command_line(const Command& command, const std::vector<std::string>& arguments) {
    const po::options_description description = described(command);
    po::positional_options_description positional;
    positional.add("pattern", -1);
    namespace style = po::command_line_style;
    try {
      po::store(po::command_line_parser(arguments)
                    .options(description)
                    .positional(positional)
                    .style(style::unix_style & ~style::allow_guessing)
                    .run(),
                values_);
    } catch (const po::unknown_option& error) {
      throw unknown(command, error.get_option_name());
    } catch (const po::error& error) {
      throw Error(fmt::format("{} (see tenter {} --help)", error.what(), command.name));
    }
    if (command.usage.empty() && values_.count("pattern") != 0) {
      throw Error(fmt::format("tenter {} takes no patterns", command.name));
    }
    for (const Option& option : command.options) require_single(option);
  }

  void require_single(const Option& option) const {
    if (option.argument.empty() || option.name == "plugin" || values_.count(option.name) == 0) return;
    if (values_[option.name].as<std::vector<std::string>>().size() > 1) {
      throw Error(fmt::format("--{} is given twice", option.name));
    }
  }

  static Error unknown(const Command& command, const std::string& option) {
    std::vector<std::string> names;
    for (const Option& known : command.options) names.push_back("--" + known.name);
    const auto near = session::near_names(option, names, 1);
    return Error(fmt::format("tenter {} has no option {}{} (see tenter {} --help)", command.name, option,
                             near.empty() ? "" : "; did you mean " + near.front() + "?", command.name));
  }

  void read_environment(const Command& command, const ReadEnvironment& environment) {
    for (const Option& option : command.options) {
      const char* const value = environment(variable_of(option.name).c_str());
      if (value == nullptr || *value == '\0') continue;
      // Several plugins are separated as in PATH.
      from_environment_[option.name] = split(value, option.name == "plugin" ? ':' : '\0');
    }
  }

  static bool switched_on(const std::string& option, const std::string& value) {
    static const std::set<std::string> kOn{"1", "true", "yes", "on"};
    static const std::set<std::string> kOff{"0", "false", "no", "off"};
    if (kOn.contains(value)) return true;
    // TENTER_JSON is a file for `run` and a switch for `list`; a file there is not meant for `list`.
    if (kOff.contains(value) || option == "json") return false;
    throw Error(fmt::format("{}={}: wanted 1 or 0", variable_of(option), value));
  }

  po::variables_map values_;
  std::map<std::string, std::vector<std::string>> from_environment_;
};

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

constexpr std::string_view kADuration =
    "a duration with its unit, such as 200ms, 5s or 2m, longer than nothing and at most a year";

constexpr std::chrono::milliseconds kBriefTime{250};

// Whoever says how long each engine runs means it.
bool is_brief(const Given& given) { return given.on("brief") && !given.has("time") && !given.has("executions"); }

void take_max_time(const Given& given, Options& options) {
  given.take("max-time", options.max_time, duration_in, kADuration);
  if (options.max_time && !options.budget.time)
    throw Error("--max-time goes with --time, which --executions replaces");
}

void take_budget(const Given& given, Budget& budget) {
  // A number of executions alone has all the time that it needs.
  if (given.has("executions") && !given.has("time")) budget.time.reset();
  given.take("time", budget.time, duration_in, kADuration);
  given.take("executions", budget.executions, positive_in, "a number, 1 or more");
}

void take_limits(const Given& given, Options& options) {
  given.take("timeout", options.timeout, duration_in, kADuration);
  given.take("memory", options.memory, bytes_in, "a size with its unit, such as 512M or 2G");
  given.take("affinity", options.affinity, affinity_named, "none, spread or same-core");
  given.take("program", options.program, not_empty, "a program of an object's operations");
}

std::optional<std::string> strategy_in(const std::string& text) {
  const std::vector<std::string> names = strategy_names();
  return std::find(names.begin(), names.end(), text) == names.end() ? std::nullopt : std::optional(text);
}

void require_boundable(const std::string& strategy) {
  if (strategy == kAutomatic || can_be_bounded(explore::strategy_named(strategy))) return;
  throw Error(
      fmt::format("--strategy {} cannot be bounded by --preemptions: what it leaves out stands for executions with "
                  "more of them; take auto or exhaustive",
                  strategy));
}

void take_exploration(const Given& given, Options& options) {
  given.take("strategy", options.strategy, strategy_in, fmt::format("one of {}", fmt::join(strategy_names(), ", ")));
  given.take("preemptions", options.preemptions, preemptions_in, "a number, 0 to 1000");
  if (options.preemptions) require_boundable(options.strategy);
  given.take("model", options.model, not_empty, "a kind of object");
  given.take("consistency", options.consistency, oracle::consistency_named,
             "linearizable, sequential, quiescent, exactly-once, fifo-per-producer or monotonic-reads");
  given.take("relaxed", options.relaxation, oracle::relaxation_named, "out-of-order:N or at-least-once");
  given.take("schedule", options.schedule, not_empty, "a schedule");
  given.take("save", options.save, file_name, "the name of a file");
}

void take_output(const Given& given, Options& options) {
  given.take("color", options.color, color_named, "auto, always or never");
  options.verbose = given.on("verbose");
  options.quiet = given.on("quiet");
  if (options.verbose && options.quiet) throw Error("--verbose and --quiet contradict each other");
}

void take_again(const Given& given, Options& options) {
  if (options.brief) options.again.push_back("--brief");
  for (const Option& option : {kEngine, kTime, kMaxTime, kExecutions, kPlugin, kTimeout, kMemory, kAffinity, kProgram,
                               kStrategy, kPreemptions}) {
    given.each(option.name, [&](const std::string& value) {
      options.again.push_back("--" + option.name);
      options.again.push_back(value);
    });
  }
}

}  // namespace

Options parse(const std::string& command, const std::vector<std::string>& arguments,
              const ReadEnvironment& environment) {
  const Given given(command_named(command), arguments, environment);
  Options options;
  options.help = given.on("help");
  options.patterns = given.patterns();
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  given.take("engine", options.engines, engines_in, "stress, tsan, explore, or several with commas between");
  given.take("seed", options.seed, count_in, "a number, 0 or more");
  given.take("jobs", options.jobs, positive_in, "a number, 1 or more");
  given.take("baseline", options.baseline, not_empty, "a file");
  given.each("plugin", [&](const std::string& path) { options.plugins.push_back(path); });
  if (command == "list") {
    options.json_list = given.on("json");
  } else {
    given.take("json", options.json, not_empty, "a file, or - for standard output");
  }
  options.strict = given.on("strict");
  if (command == "check-history") options.budget.time = std::chrono::minutes(1);
  take_budget(given, options.budget);
  options.brief = is_brief(given);
  if (options.brief) options.budget.time = kBriefTime;
  take_max_time(given, options);
  take_limits(given, options);
  take_exploration(given, options);
  take_output(given, options);
  take_again(given, options);
  return options;
}

namespace {

std::string help_of(const Option& option) {
  const std::string letter = option.letter == 0 ? "    " : fmt::format("-{}, ", option.letter);
  return fmt::format("  {}--{:<15} {}\n", letter,
                     option.name + (option.argument.empty() ? "" : " " + option.argument), option.help);
}

std::string help_of(const Command& command) {
  std::string text = fmt::format("tenter {} {}: {}\n", command.name, command.usage, command.summary);
  // Who reads it has found --help.
  for (const Option& option : command.options) text += option.name == kHelp.name ? "" : help_of(option);
  text += "\nOptions may be TENTER_<OPTION> in the environment, too.";
  if (command.usage == "[PATTERN...]") text += " In a PATTERN * is any.";
  if (command.name == "run" || command.name == "replay") {
    text += "\nExit: 0 as claimed, 1 refuted, 2 wrong use or surroundings, 3 undecided.";
  }
  if (command.name == "check-history") {
    text += "\nExit: 0 accepted, 1 refuted, 2 wrong use or a malformed line, 3 undecided.";
  }
  return text + "\n";
}

}  // namespace

std::string help_text(const std::string& command) {
  if (!command.empty()) return help_of(command_named(command));
  std::string text = "tenter finds out which operations of concurrent C++ tear.\n\n";
  for (const Command& known : all_commands()) {
    text += fmt::format("  tenter {:<20} {}\n", known.name + " " + known.usage, known.summary);
  }
  return text +
         "  tenter help COMMAND         its options\n"
         "  tenter --version\n\n"
         "For example:\n"
         "  tenter list 'faq/*'\n"
         "  tenter run 'faq/increment/*' --time 200ms\n"
         "  tenter replay faq/increment/per-op --schedule t1:g12:1221\n"
         "  tenter run --plugin ./my_queue.so 'my-queue/*' --json results.json\n";
}

const std::vector<std::string>& commands() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const Command& command : all_commands()) names.push_back(command.name);
    return names;
  }();
  return kNames;
}

}  // namespace tenter::cli
