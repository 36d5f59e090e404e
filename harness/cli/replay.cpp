#include "report/replay.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "cli/catalogue_view.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "model/schedule.h"
#include "oracle/grading.h"
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

Wanted wanted_by(const Options& options) {
  if (options.patterns.size() != 1) throw Error("tenter replay takes one scenario, or one schedule file");
  const std::string& named = options.patterns.front();
  if (!options.schedule.empty()) return {named, options.schedule, {}};
  if (!std::filesystem::is_regular_file(named)) {
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

const ListedScenario* scenario_named(const Catalogue& catalogue, const std::string& name) {
  for (const ListedScenario& scenario : catalogue.scenarios) {
    if (scenario.info.name == name) return &scenario;
  }
  return nullptr;
}

Evidence replayed(const ListedScenario& scenario, const session::Plugin& plugin, const Wanted& wanted,
                  const Options& options) {
  RunRequest request;
  request.budget.executions = 1;
  request.replay = wanted.schedule;
  return session::run_task({scenario.info.name, plugin.files, Engine::explore, request}, this_layout(),
                           limits_of(options), [](std::uint64_t, std::chrono::nanoseconds) {});
}

// Followed to its end, or to where it ended its process.
bool followed(const Evidence& evidence) { return evidence.exploration && evidence.exploration->followed; }

}  // namespace

int replay(const Options& options) {
  const Wanted wanted = wanted_by(options);
  require_schedule(wanted.schedule);
  const Catalogue catalogue = read_catalogue(options, this_layout());
  const ListedScenario* const scenario = scenario_named(catalogue, wanted.scenario);
  if (scenario == nullptr) {
    all_match(catalogue, {wanted.scenario});
    return kInconclusive;
  }
  const session::Plugin& plugin = catalogue.plugins[scenario->plugin];
  const std::string build = session::build_of(plugin.files.instrumented);
  Evidence evidence = replayed(*scenario, plugin, wanted, options);
  if (wanted.file && wanted.file->build != build) {
    evidence.notes.push_back("the plugin has been built anew since the schedule was saved");
  }
  if (!options.save.empty()) {
    session::write_schedule(options.save, {scenario->info.name, plugin.described.name, plugin.described.compiler,
                                           build, wanted.schedule});
  }
  report::ConsoleStyle style;
  style.color = wants_color(options.color, stdout);
  style.width = terminal_width(stdout);
  style.verbose = options.verbose;
  report::Run run;
  run.options = options.again;
  report::print_replay(std::cout, run, scenario->info, oracle::grade(scenario->info, evidence), style);
  return followed(evidence) && session::interrupts() == 0 ? kFine : kInconclusive;
}

}  // namespace tenter::cli
