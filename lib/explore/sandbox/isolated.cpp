#include "explore/sandbox/isolated.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <memory>

#include "explore/runtime/silent_log.h"
#include "explore/sandbox/open_files.h"

namespace tenter::explore {
namespace {

void put(Wire& wire, const SchedulePoint& point) {
  wire.put(point.enabled);
  wire.put(point.waiting);
  wire.put(point.last);
  wire.put(point.pending);
}

// Asks the strategy of the process that explores.
class Asking final : public Strategy, public Announcements {
 public:
  explicit Asking(Wire& wire) : wire_(wire) {}

  bool begin() override { return true; }
  TaskId choose(const SchedulePoint& point) override {
    wire_.put(Message::choose);
    put(wire_, point);
    const auto chosen = wire_.get<TaskId>();
    if (wire_.broken()) ::_exit(0);
    return chosen;
  }
  void stepped(TaskId task, std::span<const Operation> footprint) override {
    wire_.put(Message::stepped);
    wire_.put(task);
    wire_.put(footprint);
  }
  void forked(TaskId parent, TaskId child) override { put_two(Message::forked, parent, child); }
  void joined(TaskId waiter, TaskId finished) override { put_two(Message::joined, waiter, finished); }
  void end(Ending ending, const SchedulePoint& point) override {
    wire_.put(Message::ended);
    wire_.put(ending);
    put(wire_, point);
  }
  void announced(const Announcement& announcement) override {
    wire_.put(Message::announced);
    wire_.put(announcement.task);
    wire_.put(announcement.operation);
    wire_.put(announcement.stack);
    wire_.put(announcement.blocks);
  }
  void happened(const MemoryEvent& event) override {
    wire_.put(Message::happened);
    wire_.put(event.what);
    wire_.put(event.task);
    wire_.put(event.block);
    wire_.put(event.stack);
  }

 private:
  void put_two(Message message, TaskId one, TaskId other) {
    wire_.put(message);
    wire_.put(one);
    wire_.put(other);
  }

  Wire& wire_;
};

// What was reported since `before`.
std::vector<AnomalyReport> reports_since(const std::vector<AnomalyReport>& before, const AnomalyLog& log) {
  std::vector<AnomalyReport> reports = log.anomalies();
  for (const AnomalyReport& known : before) std::erase(reports, known);
  return reports;
}

void put(Wire& wire, const std::vector<AnomalyReport>& reports) {
  wire.put(reports.size());
  for (const AnomalyReport& report : reports) {
    wire.put(report.kind);
    wire.put(report.detail);
    wire.put(report.accesses.empty() ? std::string() : report.accesses.front().where.file);
    wire.put(report.accesses.empty() ? std::uint32_t{0} : report.accesses.front().where.line);
  }
}

void put(Wire& wire, const std::vector<OutcomeCount>& rows) {
  wire.put(rows.size());
  for (const OutcomeCount& row : rows) {
    wire.put(row.outcome);
    wire.put(row.expectation);
  }
}

// The address space of the heap is this process's already.
void bound_memory(std::uint64_t more) {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t pages = 0;
  for (int field = 0; field < 6; ++field) statm >> pages;  // the sixth: data
  if (!statm) return;
  const rlim_t most = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + more;
  const rlimit limit{most, most};
  ::setrlimit(RLIMIT_DATA, &limit);
}

void apply_limits(InProcessExecutor& executor, const Bounds& bounds) {
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  ::close(nowhere);
  ::signal(SIGALRM, SIG_DFL);
  sigset_t alarm;
  ::sigemptyset(&alarm);
  ::sigaddset(&alarm, SIGALRM);
  ::sigprocmask(SIG_UNBLOCK, &alarm, nullptr);
  ::alarm(Bounds::kSeconds);
  bound_memory(bounds.bytes);
  executor.set_step_timeout(bounds.step_timeout);
}

void run_one(InProcessExecutor& executor, const Program& program, AnomalyLog& log, Wire& wire, const Order& order) {
  open_files_anew();
  if (order.bounds.step_timeout.count() != 0) apply_limits(executor, order.bounds);
  executor.adopt_process();
  executor.fill_fresh(order.fill);
  executor.set_visible_places(order.places);
  Asking asking(wire);
  executor.set_listener(order.announce ? &asking : nullptr);
  SilentLog silent;
  const std::vector<AnomalyReport> before = log.anomalies();
  const std::unique_ptr<Tally> tally = program.body->new_tally();
  Execution execution;
  execution.result = executor.execute(program, asking, *tally, silent);
  execution.places = executor.visible_places();
  execution.state = executor.state();
  execution.tasks = executor.task_count();
  execution.weaker_orders_used = executor.weaker_orders_used();
  wire.put(Message::result);
  put(wire, tally->rows());
  put(wire, reports_since(before, log));
  put(wire, execution);
  wire.flush();
}

// Nobody is to outlive who has forked it off.
void die_with_parent(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
}

}  // namespace

void put(Wire& wire, const Order& order) {
  wire.put(order.places.accesses);
  wire.put(order.places.releases);
  wire.put(order.announce);
  wire.put(order.tasks);
  wire.put(order.fill);
  wire.put(order.bounds);
}

Order get_order(Wire& wire) {
  Order order;
  wire.get(order.places.accesses);
  wire.get(order.places.releases);
  order.announce = wire.get<bool>();
  order.tasks = wire.get<TaskId>();
  order.fill = wire.get<Fill>();
  order.bounds = wire.get<Bounds>();
  return order;
}

void put(Wire& wire, const Execution& execution) {
  const ExecutionResult& result = execution.result;
  wire.put(result.ending);
  wire.put(result.trace_hash);
  wire.put(result.steps);
  wire.put(result.races);
  wire.put(result.leaks);
  wire.put(result.unwritten_reads);
  wire.put(result.endless);
  wire.put(result.waits_as_it_may);
  wire.put(result.new_visible_place);
  wire.put(result.deaths.size());
  for (const Death& death : result.deaths) {
    wire.put(death.task);
    wire.put(death.kind);
    wire.put(death.detail);
    wire.put(death.pc);
    wire.put(death.object);
  }
  wire.put(result.external_waits.size());
  for (const ExternalWait& wait : result.external_waits) {
    wire.put(wait.task);
    wire.put(wait.call);
  }
  wire.put(execution.places.accesses);
  wire.put(execution.places.releases);
  wire.put(execution.state);
  wire.put(execution.tasks);
  wire.put(execution.weaker_orders_used);
}

Execution get_execution(Wire& wire) {
  Execution execution;
  ExecutionResult& result = execution.result;
  result.ending = wire.get<Ending>();
  result.trace_hash = wire.get<std::uint64_t>();
  wire.get(result.steps);
  wire.get(result.races);
  wire.get(result.leaks);
  wire.get(result.unwritten_reads);
  result.endless = wire.get<bool>();
  result.waits_as_it_may = wire.get<bool>();
  result.new_visible_place = wire.get<bool>();
  const auto deaths = wire.get<std::size_t>();
  for (std::size_t i = 0; i < deaths && !wire.broken(); ++i) {
    Death& death = result.deaths.emplace_back();
    death.task = wire.get<TaskId>();
    death.kind = wire.get<Anomaly>();
    wire.get(death.detail);
    death.pc = wire.get<std::uintptr_t>();
    death.object = wire.get<std::uintptr_t>();
  }
  const auto waits = wire.get<std::size_t>();
  for (std::size_t i = 0; i < waits && !wire.broken(); ++i) {
    ExternalWait& wait = result.external_waits.emplace_back();
    wait.task = wire.get<TaskId>();
    wire.get(wait.call);
  }
  wire.get(execution.places.accesses);
  wire.get(execution.places.releases);
  execution.state = wire.get<StateRange>();
  execution.tasks = wire.get<TaskId>();
  execution.weaker_orders_used = wire.get<bool>();
  return execution;
}

void serve_executions(InProcessExecutor& executor, const Program& program, AnomalyLog& log, int descriptor) {
  die_with_parent(::getppid());
  Wire wire(descriptor);
  for (;;) {
    const Order order = get_order(wire);
    if (wire.broken()) ::_exit(0);
    executor.expect_tasks(order.tasks);
    const pid_t self = ::getpid();
    const pid_t child = ::_Fork();
    if (child == 0) {
      die_with_parent(self);
      run_one(executor, program, log, wire, order);
      ::_exit(0);
    }
    int status = 0;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    wire.put(Message::died);
    wire.put(child > 0 ? status : -1);
    wire.flush();
  }
}

}  // namespace tenter::explore
