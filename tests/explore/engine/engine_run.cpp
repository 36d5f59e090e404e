#include "engine_run.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

#include "explore/executor/in_process_executor.h"
#include "explore/witness/symbols.h"
#include "oracle/grading.h"
#include "oracle/verdict.h"
#include "support/plugin.h"

namespace tenter::explore::test {
namespace {

// One process has one runtime, and loads the plugin once.
struct World {
  InProcessExecutor executor{InProcessExecutor::Limits{.step_timeout = std::chrono::milliseconds(300)}};
  AnomalyLog log;
  const PluginContents* contents = nullptr;

  World() {
    const InProcessExecutor::Loading loading(executor);
    contents = &tenter::test::loaded(SUBJECTS, &log);
  }
};

World& world() {
  static World& world = *new World;
  return world;
}

// The log is the process's, as the plugin is: without what other scenarios have reported to it.
void forget(const std::vector<AnomalyReport>& reported_before, const std::vector<AnomalyReport>& reported,
            Evidence& evidence) {
  const auto is_not_new = [&](const AnomalyReport& report) {
    const auto count_in = [&](const std::vector<AnomalyReport>& reports) -> std::uint64_t {
      const auto known = std::find_if(reports.begin(), reports.end(), [&](const AnomalyReport& one) {
        return one.kind == report.kind && one.detail == report.detail;
      });
      return known == reports.end() ? 0 : known->count;
    };
    return count_in(reported_before) != 0 && count_in(reported_before) == count_in(reported);
  };
  std::erase_if(evidence.anomalies, is_not_new);
}

}  // namespace

const Program& program_named(const std::string& name) { return tenter::test::program_named(name, *world().contents); }

Evidence explored(const std::string& name, const RunRequest& request, RunMonitor& monitor, SharedProgress& progress,
                  StrategyKinds strategies) {
  const Program& program = program_named(name);
  const std::string path = SUBJECTS;
  const auto names = names_by_symbols(path, *program.body);
  const auto schedule = std::make_unique<SharedSchedule>();
  world().executor.set_visible_places({});
  world().executor.forget_races();
  const std::vector<AnomalyReport> reported_before = world().log.anomalies();
  Evidence evidence = run({world().executor, program, path, "g++ 12.2.0", request, progress, *schedule, monitor,
                           world().log, *names, strategies});
  // A replay tells only what is its own.
  if (search_of(request) != nullptr) forget(reported_before, world().log.anomalies(), evidence);
  return evidence;
}

Evidence explored(const std::string& name, const RunRequest& request, RunMonitor& monitor) {
  const auto progress = std::make_unique<SharedProgress>();
  return explored(name, request, monitor, *progress);
}

RunRequest by(std::string_view strategy, std::uint64_t executions, std::optional<std::uint32_t> preemptions) {
  RunRequest request;
  request.budget.executions = executions;
  request.exploration = SearchRequest{std::string(strategy), preemptions};
  return request;
}

Evidence explored(const std::string& name, const RunRequest& request) {
  NoMonitor monitor;
  return explored(name, request, monitor);
}

Verdict verdict_of(const std::string& name) {
  const ScenarioInfo& info = program_named(name).info;
  return oracle::judge(info, {oracle::grade(info, explored(name))});
}

std::uint64_t count_of(const Evidence& evidence, const std::string& outcome) {
  std::uint64_t count = 0;
  for (const OutcomeCount& row : evidence.outcomes) count += row.outcome == outcome ? row.count : 0;
  return count;
}

Evidence replayed(const std::string& name, const std::string& schedule) {
  RunRequest request;
  request.exploration = ReplayRequest{schedule};
  return explored(name, request);
}

}  // namespace tenter::explore::test
