#include "plugin.h"

#include "explore/executor/in_process_executor.h"
#include "explore/witness/symbols.h"
#include "support/plugin.h"

namespace tenter::explore::test {
namespace {

class NoMonitor final : public RunMonitor {
 public:
  bool stop_requested() override { return false; }
  void evidence_so_far(const Evidence&) override {}
};

InProcessExecutor& the_executor() {
  static InProcessExecutor& executor = *new InProcessExecutor(InProcessExecutor::Limits{});
  return executor;
}

AnomalyLog& the_log() {
  static AnomalyLog& log = *new AnomalyLog;
  return log;
}

}  // namespace

Plugin::Plugin(const std::string& path) : path_(path) {
  const InProcessExecutor::Loading loading(the_executor());
  contents_ = &tenter::test::loaded(path, &the_log());
}

const Program& Plugin::program(const std::string& name) const {
  return tenter::test::program_named(name, *contents_);
}

Evidence Plugin::explored(const Program& program, const RunRequest& request) const {
  NoMonitor monitor;
  const auto names = names_by_symbols(path_, *program.body);
  const auto progress = std::make_unique<SharedProgress>();
  const auto schedule = std::make_unique<SharedSchedule>();
  the_executor().set_visible_places({});
  the_executor().forget_races();
  return run(
      {the_executor(), program, path_, "g++ 12.2.0", request, *progress, *schedule, monitor, the_log(), *names});
}

RunRequest by(std::string_view strategy, std::uint64_t executions, std::optional<std::uint32_t> preemptions) {
  RunRequest request;
  request.budget.executions = executions;
  request.exploration = SearchRequest{std::string(strategy), preemptions};
  return request;
}

std::uint64_t count_of(const Evidence& evidence, const std::string& outcome) {
  std::uint64_t count = 0;
  for (const OutcomeCount& row : evidence.outcomes) count += row.outcome == outcome ? row.count : 0;
  return count;
}

}  // namespace tenter::explore::test
