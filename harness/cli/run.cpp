#include <fmt/core.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <set>

#include "cli/catalogue_view.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/output_file.h"
#include "cli/progress_line.h"
#include "report/console.h"
#include "report/json.h"
#include "session/baseline.h"
#include "session/error.h"
#include "session/interrupts.h"
#include "session/session.h"

namespace tenter::cli {
namespace {

namespace fs = std::filesystem;
using session::Catalogue;
using session::Error;
using session::Layout;
using session::ListedScenario;

std::vector<session::BaselineEntry> baseline_of(const RunOptions& options) {
  if (options.baseline.empty()) return {};
  std::ifstream file(options.baseline);
  if (!file || fs::is_directory(options.baseline)) {
    throw Error(fmt::format("--baseline {}: cannot be read", options.baseline));
  }
  return session::read_baseline(file, options.baseline);
}

void append_new(std::string& list, const std::string& item) {
  const std::string separator = "; ";
  if (item.empty() || (separator + list + separator).find(separator + item + separator) != std::string::npos) return;
  list += (list.empty() ? "" : separator) + item;
}

// Makes sure that every engine can load what it is about to run, and learns how that was built.
void check_engines(const session::Plan& plan, const Catalogue& catalogue, const Layout& layout, std::size_t jobs,
                   report::Environment& environment) {
  std::set<std::size_t> used;
  for (const ListedScenario& scenario : plan.scenarios) used.insert(scenario.plugin);
  std::vector<session::PluginFiles> files;
  for (const std::size_t plugin : used) {
    const protocol::Described& described = catalogue.plugins[plugin].described;
    append_new(environment.compiler, described.compiler);
    append_new(environment.flags, described.options);
    files.push_back(catalogue.plugins[plugin].files);
  }
  for (const Engine engine : plan.engines) {
    if (!traits(engine).instrumented) continue;
    for (const auto& described : session::require_loadable(files, engine, layout, plan.limits, jobs)) {
      append_new(environment.flags, described.options);
    }
  }
}

session::Plan plan_of(const RunOptions& options, const Catalogue& catalogue) {
  session::Plan plan;
  plan.scenarios = session::selected(catalogue, options.patterns);
  plan.engines = options.brief ? session::explore_first(options.engines) : options.engines;
  if (options.brief) plan.time_for = session::brief_time;
  plan.request.budget = options.budget;
  plan.max_time = options.max_time;
  plan.request.seed = options.seed ? *options.seed : std::random_device()();
  plan.request.affinity = options.affinity;
  plan.request.program = options.program;
  plan.request.exploration = options.search;
  plan.limits = limits_of(options.workers);
  return plan;
}

void print_quietly(std::ostream& out, const report::Run& run) {
  for (const Result& result : run.results) {
    if (report::accepted(run, result)) continue;
    out << fmt::format("{} {}: {}\n", name_of(result.verdict.kind), result.scenario.name, result.verdict.why);
  }
}

void print(const report::Run& run, const ReportOptions& options) {
  std::ostream& out = report_stream(options);
  if (options.quiet) return print_quietly(out, run);
  report::print_console(out, run, style_of(options));
}

report::Run executed(const session::Plan& plan, const Catalogue& catalogue, const Layout& layout,
                     const RunOptions& options) {
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  report::Run run;
  ProgressLine line(is_terminal(stderr) && !options.report.quiet);
  session::Outcome outcome =
      session::run(plan, catalogue, layout, [&](const auto& progress) { line.show(progress); });
  run.results = std::move(outcome.results);
  run.errors = std::move(outcome.errors);
  run.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  run.interrupted = session::interrupts() > 0;
  run.strict = options.strict;
  return run;
}

}  // namespace

int run(const RunOptions& options, const std::vector<std::string>& command_line) {
  const auto baseline = baseline_of(options);
  OutputFile json("--json", options.report.json);
  const Layout layout = this_layout();
  const Catalogue catalogue = read_catalogue(options.workers, layout);
  if (!all_match(catalogue, options.patterns)) return kInconclusive;
  session::require_known(baseline, catalogue.names(), options.baseline);
  const session::Plan plan = plan_of(options, catalogue);
  report::Environment environment = report::this_environment();
  environment.command = command_line;
  environment.seed = plan.request.seed;
  check_engines(plan, catalogue, layout, options.workers.jobs, environment);

  report::Run run = executed(plan, catalogue, layout, options);
  run.environment = std::move(environment);
  run.options = options.again;
  run.known_failures = session::known_failures(baseline, run.results);
  print(run, options.report);
  json.write([&](std::ostream& out) { report::write_json(out, run); });
  print_errors(run.errors);
  return report::exit_code(run);
}

}  // namespace tenter::cli
