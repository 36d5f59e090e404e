#include "cli/syntax.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "explore/schedule/strategies.h"
#include "model/run.h"

namespace tenter::cli {

const std::vector<std::string>& strategy_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names{std::string(kAutomatic)};
    for (const explore::StrategyKind& kind : explore::all_strategies()) names.emplace_back(kind.name);
    return names;
  }();
  return kNames;
}

namespace {

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

const std::vector<Syntax>& all_commands() {
  static const std::vector<Syntax> kCommands{
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

std::string help_of(const Option& option) {
  const std::string letter = option.letter == 0 ? "    " : fmt::format("-{}, ", option.letter);
  return fmt::format("  {}--{:<15} {}\n", letter,
                     option.name + (option.argument.empty() ? "" : " " + option.argument), option.help);
}

std::string help_of(const Syntax& command) {
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

const Syntax& syntax_of(const std::string& command) {
  const auto& all = all_commands();
  return *std::find_if(all.begin(), all.end(), [&](const Syntax& known) { return known.name == command; });
}

std::string help_text(const std::string& command) {
  if (!command.empty()) return help_of(syntax_of(command));
  std::string text = "tenter finds out which operations of concurrent C++ tear.\n\n";
  for (const Syntax& known : all_commands()) {
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
    for (const Syntax& command : all_commands()) names.push_back(command.name);
    return names;
  }();
  return kNames;
}

}  // namespace tenter::cli
