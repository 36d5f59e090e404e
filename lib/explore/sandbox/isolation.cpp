#include "explore/sandbox/isolation.h"

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

namespace tenter::explore {
namespace {

class Point {
 public:
  explicit Point(Wire& wire) : point_{wire.get<TaskSet>(), wire.get<TaskSet>(), wire.get<TaskId>(), {}} {
    wire.get(pending_);
    point_.pending = pending_;
  }
  const SchedulePoint& get() const { return point_; }

 private:
  SchedulePoint point_;
  std::vector<Operation> pending_;
};

// Passes on what the process of an execution tells or asks. False for what is not for a strategy.
bool pass_on(Message message, Wire& wire, Strategy& strategy) {
  switch (message) {
    case Message::choose:
      wire.put(strategy.choose(Point(wire).get()));
      return true;
    case Message::stepped: {
      const auto task = wire.get<TaskId>();
      std::vector<Operation> footprint;
      wire.get(footprint);
      strategy.stepped(task, footprint);
      return true;
    }
    case Message::forked: {
      const auto parent = wire.get<TaskId>();
      strategy.forked(parent, wire.get<TaskId>());
      return true;
    }
    case Message::joined: {
      const auto waiter = wire.get<TaskId>();
      strategy.joined(waiter, wire.get<TaskId>());
      return true;
    }
    case Message::ended: {
      const auto ending = wire.get<Ending>();
      strategy.end(ending, Point(wire).get());
      return true;
    }
    default:
      return false;
  }
}

Announcement get_announcement(Wire& wire) {
  Announcement announcement;
  announcement.task = wire.get<TaskId>();
  announcement.operation = wire.get<Operation>();
  wire.get(announcement.stack);
  wire.get(announcement.blocks);
  return announcement;
}

MemoryEvent get_memory_event(Wire& wire) {
  MemoryEvent event;
  event.what = wire.get<MemoryEvent::What>();
  event.task = wire.get<TaskId>();
  event.block = wire.get<Arena::Block>();
  wire.get(event.stack);
  return event;
}

std::vector<OutcomeCount> get_rows(Wire& wire) {
  std::vector<OutcomeCount> rows;
  const auto count = wire.get<std::size_t>();
  for (std::size_t i = 0; i < count && !wire.broken(); ++i) {
    OutcomeCount& row = rows.emplace_back();
    wire.get(row.outcome);
    row.count = 1;
    row.expectation = wire.get<int>();
  }
  return rows;
}

std::vector<ProgramReport> get_reports(Wire& wire) {
  std::vector<ProgramReport> reports;
  const auto count = wire.get<std::size_t>();
  for (std::size_t i = 0; i < count && !wire.broken(); ++i) {
    ProgramReport& report = reports.emplace_back();
    report.kind = wire.get<Anomaly>();
    wire.get(report.detail);
    wire.get(report.file);
    report.line = wire.get<std::uint32_t>();
  }
  return reports;
}

// No child as the program knows them: its wait() is not told of one that ends without a signal. And no handler of the
// host's takes it for the program's doing.
pid_t fork_unnoticed() { return static_cast<pid_t>(::syscall(SYS_clone, 0UL, nullptr, nullptr, nullptr, 0UL)); }

[[noreturn]] void no_process() {
  throw std::system_error(EAGAIN, std::generic_category(), "no process for another execution");
}

constexpr int kNoProcess = -1;  // for a wait status

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

// Counts what was counted elsewhere.
class Isolation::Rows final : public Tally {
 public:
  void collect(StateRange, ActorLog&) override {}
  void observe(StateRange, ActorLog&) override {}
  void count(StateRange) override {}
  std::vector<OutcomeCount> rows() const override { return rows_; }
  void counts(std::vector<std::uint64_t>& counts) const override {
    for (const OutcomeCount& row : rows_) counts.push_back(row.count);
  }

  void add(OutcomeCount more) {
    const auto same = [&](const OutcomeCount& row) {
      return row.outcome == more.outcome && row.expectation == more.expectation;
    };
    auto found = std::find_if(rows_.begin(), rows_.end(), same);
    if (found == rows_.end() && rows_.size() >= kMaxDistinct) {
      more.outcome = "(others)";
      found = std::find_if(rows_.begin(), rows_.end(), same);
    }
    if (found == rows_.end()) {
      rows_.push_back(std::move(more));
    } else {
      ++found->count;
    }
  }

 private:
  std::vector<OutcomeCount> rows_;
};

Isolation::Isolation(InProcessExecutor& here, const Program& program, AnomalyLog& log, SharedProgress& progress)
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
  helped_by(1);
}

Isolation::~Isolation() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (server_ > 0) ::waitpid(server_, nullptr, __WALL);
  helped_by(0);
}

void Isolation::helped_by(std::uint64_t processes) {
  __atomic_store_n(&progress_.helpers.started, processes, __ATOMIC_RELAXED);
}

std::unique_ptr<Tally> Isolation::new_tally(const Program&) const { return std::make_unique<Rows>(); }

Isolation::Ran Isolation::run(const Order& order, Strategy& strategy, Announcements* listener) {
  helped_by(2);
  put(*wire_, order);
  Ran ran;
  for (;;) {
    const auto message = wire_->get<Message>();
    if (pass_on(message, *wire_, strategy)) continue;
    if (message == Message::announced) {
      listener->announced(get_announcement(*wire_));
    } else if (message == Message::happened) {
      listener->happened(get_memory_event(*wire_));
    } else if (message == Message::result) {
      ran.rows = get_rows(*wire_);
      ran.reports = get_reports(*wire_);
      ran.execution = get_execution(*wire_);
    } else {
      ran.status = wire_->get<int>();
      if (wire_->broken() || ran.status == kNoProcess) ran = {std::nullopt, kNoProcess, {}, {}};
      helped_by(1);
      return ran;
    }
  }
}

const ExecutionResult& Isolation::execute(const Program&, Strategy& strategy, Tally& tally, ActorLog&) {
  Ran ran = run({places_, listener_ != nullptr, most_tasks_, {}, {}}, strategy, listener_);
  if (ran.status == kNoProcess) no_process();
  if (!ran.execution) die_like(ran.status);
  for (OutcomeCount& row : ran.rows) static_cast<Rows&>(tally).add(std::move(row));
  for (const ProgramReport& report : ran.reports) {
    log_.report(report.kind, report.detail, report.file.c_str(), report.line);
  }
  most_tasks_ = std::max(most_tasks_, ran.execution->tasks);
  places_ = std::move(ran.execution->places);
  state_ = ran.execution->state;
  weaker_orders_used_ |= ran.execution->weaker_orders_used;
  result_ = std::move(ran.execution->result);
  std::erase_if(result_.races, [&](const Race& race) { return !known_races_.learn(race); });
  return result_;
}

Isolation::Attempt Isolation::attempt(Strategy& strategy, const VisiblePlaces& places, const Fill& fill,
                                      const Bounds& bounds) {
  __atomic_fetch_add(&progress_.heartbeat.started, 1, __ATOMIC_RELAXED);
  Ran ran = run({places, false, most_tasks_, fill, bounds}, strategy, nullptr);
  const bool died = !ran.execution && ran.status != kNoProcess && !is_killed_from_outside(ran.status);
  return {std::move(ran.execution), died, std::move(ran.rows), std::move(ran.reports)};
}

}  // namespace tenter::explore
