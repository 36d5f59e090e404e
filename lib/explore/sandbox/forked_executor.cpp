#include "explore/sandbox/forked_executor.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "explore/sandbox/execution_server.h"
#include "explore/sandbox/remote_strategy.h"
#include "explore/sandbox/row_tally.h"

namespace tenter::explore {
namespace {

// No child as the program knows them: its wait() is not told of one that ends without a signal. And no handler of the
// host's takes it for the program's doing.
pid_t fork_unnoticed() { return static_cast<pid_t>(::syscall(SYS_clone, 0UL, nullptr, nullptr, nullptr, 0UL)); }

[[noreturn]] void no_process() {
  throw std::system_error(EAGAIN, std::generic_category(), "no process for another execution");
}

// By the alarm, or by whoever wants its memory: it says nothing of the execution.
bool is_killed_from_outside(int status) {
  return WIFSIGNALED(status) &&
         (WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGTERM);
}

[[noreturn]] void die_like(int status) {
  if (WIFSIGNALED(status)) {
    ::signal(WTERMSIG(status), SIG_DFL);
    ::raise(WTERMSIG(status));
  }
  ::_exit(WEXITSTATUS(status));
}

}  // namespace

ForkedExecutor::ForkedExecutor(InProcessExecutor& here, const Program& program, AnomalyLog& log,
                               SharedProgress& progress)
    : here_(here), log_(log), progress_(progress) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return;
  server_ = fork_unnoticed();
  if (server_ == 0) {
    ::close(ends[0]);
    serve_executions(here, program, log, ends[1]);
  }
  ::close(ends[1]);
  descriptor_ = ends[0];
  if (server_ < 0) return;
  wire_ = std::make_unique<Wire>(descriptor_);
  set_helpers(1);
}

ForkedExecutor::~ForkedExecutor() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (server_ > 0) ::waitpid(server_, nullptr, __WALL);
  set_helpers(0);
}

void ForkedExecutor::set_helpers(std::uint64_t processes) {
  __atomic_store_n(&progress_.helpers.started, processes, __ATOMIC_RELAXED);
}

std::unique_ptr<Tally> ForkedExecutor::new_tally(const Program&) const { return std::make_unique<RowTally>(); }

ForkedExecutor::Ran ForkedExecutor::run(const ExecutionRequest& request, Strategy& strategy,
                                        Announcements* listener) {
  set_helpers(2);
  wire_->put(request);
  Ran ran;
  for (;;) {
    const auto message = wire_->get<Message>();
    if (pass_on(message, *wire_, strategy, listener)) continue;
    if (message == Message::result) {
      ran.execution = wire_->get<IsolatedExecution>();
      continue;
    }
    ran.status = wire_->get<int>();
    if (wire_->broken() || ran.status == kNoProcess) ran = {std::nullopt, kNoProcess};
    set_helpers(1);
    return ran;
  }
}

const ExecutionResult& ForkedExecutor::execute(const Program&, Strategy& strategy, Tally& tally, ActorLog&) {
  Ran ran = run({places_, listener_ != nullptr, order_by_libraries_, most_tasks_, {}, {}}, strategy, listener_);
  if (ran.status == kNoProcess) no_process();
  if (!ran.execution) die_like(ran.status);
  IsolatedExecution& execution = *ran.execution;
  for (OutcomeCount& row : execution.rows) static_cast<RowTally&>(tally).add(std::move(row));
  for (const ReportedAnomaly& report : execution.reports) {
    log_.report(report.kind, report.detail, report.file.c_str(), report.line);
  }
  most_tasks_ = std::max(most_tasks_, execution.tasks);
  places_ = std::move(execution.places);
  state_ = execution.state;
  weaker_orders_used_ |= execution.weaker_orders_used;
  result_ = std::move(execution.result);
  std::erase_if(result_.races, [&](const Race& race) { return !reported_races_.add(race); });
  return result_;
}

ForkedExecutor::Attempt ForkedExecutor::attempt(Strategy& strategy, const VisiblePlaces& places, const Fill& fill,
                                                const ExecutionLimits& limits) {
  __atomic_fetch_add(&progress_.heartbeat.started, 1, __ATOMIC_RELAXED);
  Ran ran = run({places, false, false, most_tasks_, fill, limits}, strategy, nullptr);
  const bool died = !ran.execution && ran.status != kNoProcess && !is_killed_from_outside(ran.status);
  return {std::move(ran.execution), died};
}

}  // namespace tenter::explore
