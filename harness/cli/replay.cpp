#include "report/replay.h"

#include <fmt/core.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "cli/catalogue_view.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/output_file.h"
#include "model/schedule.h"
#include "oracle/grading.h"
#include "oracle/verdict.h"
#include "report/json.h"
#include "session/engine_run.h"
#include "session/error.h"
#include "session/interrupts.h"
#include "session/schedule_file.h"

namespace tenter::cli {
namespace {

using session::Catalogue;
using session::Error;
using session::ListedScenario;
using session::ScheduleFile;

// What is to be replayed: of the command line, or of the file that it names.
struct Wanted {
  std::string scenario;
  std::string schedule;
  std::optional<ScheduleFile> file;
};

Wanted wanted_by(const ReplayOptions& options) {
  if (options.patterns.size() != 1) throw Error("tenter replay takes one scenario, or one schedule file");
  const std::string& named = options.patterns.front();
  const bool is_file = std::filesystem::is_regular_file(named);
  if (!options.schedule.empty()) {
    if (is_file)
      throw Error(fmt::format("{} has a schedule of its own: leave out --schedule, or name a scenario", named));
    return {named, options.schedule, {}};
  }
  if (!is_file) {
    throw Error(fmt::format("{}: there is no such schedule file; of a scenario, say which --schedule", named));
  }
  const ScheduleFile file = session::read_schedule(named);
  return {file.scenario, file.schedule, file};
}

void require_schedule(const std::string& text) {
  try {
    (void)schedule_of(text);
  } catch (const std::invalid_argument& error) {
    throw Error(error.what());
  }
}

// Null, with a message, when there is none.
const ListedScenario* scenario_named(const Catalogue& catalogue, const std::string& name) {
  for (const ListedScenario& scenario : catalogue.scenarios) {
    if (scenario.info.name == name) return &scenario;
  }
  if (all_match(catalogue, {name})) throw Error(fmt::format("{}: a schedule is one scenario's, say which", name));
  return nullptr;
}

Evidence replayed(const ListedScenario& scenario, const session::Plugin& plugin, const Wanted& wanted,
                  const WorkerOptions& options) {
  RunRequest request;
  request.budget.executions = 1;
  request.exploration = ReplayRequest{wanted.schedule};
  return session::run_task({scenario.info.name, plugin.files, Engine::explore, request}, this_layout(),
                           limits_of(options), [](std::uint64_t, std::chrono::nanoseconds) {});
}

// That of the execution that was made: another one than was wanted when that could not be followed.
std::optional<std::string> schedule_shown_by(const Evidence& evidence) {
  if (!evidence.exploration || evidence.exploration->witnesses.empty()) return std::nullopt;
  return evidence.exploration->witnesses.front().schedule;
}

report::Run run_of(const ListedScenario& scenario, const session::Plugin& plugin, const Evidence& evidence,
                   const ReplayOptions& options, const std::vector<std::string>& command_line) {
  report::Run run;
  run.environment = report::this_environment();
  run.environment.command = command_line;
  run.environment.compiler = plugin.described.compiler;
  run.environment.flags = plugin.described.options;
  run.options = options.again;
  run.seconds = evidence.seconds;
  run.interrupted = session::interrupts() > 0;
  Result result{scenario.info, plugin.described.name, {oracle::grade(scenario.info, evidence)}, {}};
  result.verdict = oracle::judge_replay(scenario.info, result.engines.front());
  run.results.push_back(std::move(result));
  return run;
}

}  // namespace

int replay(const ReplayOptions& options, const std::vector<std::string>& command_line) {
  const Wanted wanted = wanted_by(options);
  require_schedule(wanted.schedule);
  OutputFile json("--json", options.report.json);
  OutputFile save("--save", options.save);
  const Catalogue catalogue = read_catalogue(options.workers, this_layout());
  const ListedScenario* const scenario = scenario_named(catalogue, wanted.scenario);
  if (scenario == nullptr) return kInconclusive;
  const session::Plugin& plugin = catalogue.plugins[scenario->plugin];
  session::require_twins({plugin.files}, Engine::explore);
  const std::string build = session::build_of(plugin.files.instrumented);
  Evidence evidence = replayed(*scenario, plugin, wanted, options.workers);
  if (wanted.file && wanted.file->build != build) {
    evidence.notes.push_back("the plugin has been built anew since the schedule was saved");
  }
  const report::Run run = run_of(*scenario, plugin, evidence, options, command_line);
  save.write([&](std::ostream& out) {
    session::write_schedule(out, {scenario->info.name, plugin.described.name, plugin.described.compiler, build,
                                  schedule_shown_by(evidence).value_or(wanted.schedule)});
  });
  report::print_replay(report_stream(options.report), run, style_of(options.report));
  json.write([&](std::ostream& out) { report::write_json(out, run); });
  return report::exit_code(run);
}

}  // namespace tenter::cli
