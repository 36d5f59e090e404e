#include "explore/sandbox/execution_server.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "explore/executor/silent_log.h"
#include "explore/sandbox/messages.h"
#include "explore/sandbox/open_files.h"
#include "explore/sandbox/process_limits.h"
#include "explore/sandbox/remote_strategy.h"

namespace tenter::explore {
namespace {

// What was reported since `before`.
std::vector<ReportedAnomaly> reported_since(const std::vector<AnomalyReport>& before, const AnomalyLog& log) {
  std::vector<AnomalyReport> reports = log.anomalies();
  for (const AnomalyReport& known : before) std::erase(reports, known);
  std::vector<ReportedAnomaly> reported;
  for (const AnomalyReport& report : reports) {
    const Frame where = report.accesses.empty() ? Frame{} : report.accesses.front().where;
    reported.push_back({report.kind, report.detail, where.file, where.line});
  }
  return reported;
}

void prepare(InProcessExecutor& executor, const ExecutionRequest& request) {
  open_files_anew();
  if (request.limits.step_timeout.count() != 0) {
    apply_limits(ExecutionLimits::kSeconds, request.limits.bytes);
    executor.set_step_timeout(request.limits.step_timeout);
  }
  executor.adopt_process();
  executor.fill_fresh(request.fill);
  executor.set_visible_places(request.places);
  executor.order_by_libraries(request.order_by_libraries);
}

void run_one(InProcessExecutor& executor, const Program& program, AnomalyLog& log, Wire& wire,
             const ExecutionRequest& request) {
  prepare(executor, request);
  RemoteStrategy remote(wire);
  executor.set_listener(request.announce ? &remote : nullptr);
  SilentLog silent;
  const std::vector<AnomalyReport> before = log.anomalies();
  const std::unique_ptr<Tally> tally = executor.new_tally(program);
  IsolatedExecution execution;
  execution.result = executor.execute(program, remote, *tally, silent);
  execution.rows = tally->rows();
  execution.reports = reported_since(before, log);
  execution.places = executor.visible_places();
  execution.state = executor.state();
  execution.tasks = executor.task_count();
  execution.weaker_orders_used = executor.weaker_orders_used();
  wire.put(Message::result);
  wire.put(execution);
  wire.flush();
}

}  // namespace

void serve_executions(InProcessExecutor& executor, const Program& program, AnomalyLog& log, int descriptor) {
  die_with_parent(::getppid());
  Wire wire(descriptor);
  for (;;) {
    const auto request = wire.get<ExecutionRequest>();
    if (wire.broken()) ::_exit(0);
    executor.expect_tasks(request.tasks);
    const pid_t self = ::getpid();
    const pid_t child = ::_Fork();
    if (child == 0) {
      die_with_parent(self);
      run_one(executor, program, log, wire, request);
      ::_exit(0);
    }
    int status = 0;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    wire.put(Message::died);
    wire.put(child > 0 ? status : kNoProcess);
    wire.flush();
  }
}

}  // namespace tenter::explore
