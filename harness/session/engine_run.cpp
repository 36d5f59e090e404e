#include "session/engine_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/merge.h"
#include "model/numbers.h"
#include "session/death.h"
#include "session/error.h"
#include "session/interrupts.h"

namespace tenter::session {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kOutputLines = 5;

Limits limits_for(const EngineTask& task, const Limits& limits) {
  Limits result = limits;
  result.memory *= traits(task.engine).memory_factor;
  return result;
}

WorkerCommand command_for(const std::string& scenario, const PluginFiles& plugin, Engine engine, const Layout& layout,
                          const protocol::Preparation& preparation = {}) {
  std::vector<std::string> arguments{plugin.of(engine).string(), scenario};
  for (std::string& argument : protocol::arguments_of(preparation)) arguments.push_back(std::move(argument));
  return {layout.worker(engine), "run", std::move(arguments), traits(engine).fixed_addresses};
}

// What is known of it now. False when it is nothing new.
bool add(protocol::Preparation& preparation, const protocol::Preparation& more) {
  const protocol::Preparation before = preparation;
  preparation.isolated |= more.isolated;
  for (const std::string& library : more.libraries) {
    if (std::find(before.libraries.begin(), before.libraries.end(), library) == before.libraries.end()) {
      preparation.libraries.push_back(library);
    }
  }
  return !(preparation == before);
}

std::string reason_of_loss(const Witness& witness) {
  if (witness.steps.empty()) return "the worker was lost before any step that others could notice";
  const WitnessStep& last = witness.steps.back();
  return fmt::format("the worker was lost in {}'s last step, or in what it did next; nobody saw what came of it",
                     witness.threads[last.thread]);
}

class TaskRun {
 public:
  TaskRun(const EngineTask& task, const Layout& layout, const Limits& limits, const OnProgress& on_progress,
          std::unique_ptr<WorkerProcess> waiting)
      : task_(task),
        layout_(layout),
        limits_(limits_for(task, limits)),
        on_progress_(on_progress),
        waiting_(std::move(waiting)) {
    total_.engine = task.engine;
    total_.seed = task.request.seed;
  }

  Evidence run() {
    while (budget_left() && restarts_ <= kMaxRestarts && interrupts() == 0) {
      const Ending ending = run_worker();
      if (was_unprepared(ending)) continue;
      account_for(ending);
      if (ending.cause != Ending::Cause::died) break;
      ++restarts_;
    }
    conclude();
    return std::move(total_);
  }

 private:
  nanoseconds elapsed() const { return Clock::now() - began_; }

  bool budget_left() const {
    const Budget& budget = task_.request.budget;
    return (!budget.time || elapsed() < *budget.time) &&
           (!budget.executions || total_.executions < *budget.executions);
  }

  RunRequest request_for_the_rest() const {
    RunRequest request = task_.request;
    if (request.budget.time) *request.budget.time -= std::min(elapsed(), *request.budget.time - nanoseconds(1));
    if (request.budget.executions) *request.budget.executions -= total_.executions;
    request.seed += static_cast<std::uint64_t>(restarts_);
    // A search in a fixed order would come to the same execution again.
    if (SearchRequest* const search = search_of(request); search && restarts_ > 0) search->strategy = kRandomWalk;
    return request;
  }

  WorkerCommand command() const {
    return command_for(task_.scenario, task_.plugin, task_.engine, layout_, preparation_);
  }

  // What it has seen until then does not count: another one begins anew, better prepared.
  bool was_unprepared(const Ending& ending) {
    const auto* const unprepared = ending.answer ? std::get_if<protocol::Unprepared>(&*ending.answer) : nullptr;
    if (unprepared == nullptr) return false;
    if (add(preparation_, unprepared->missing)) return true;
    throw Error(fmt::format("plugin {}: {} loads {} again and again, whatever is loaded before",
                            task_.plugin.of(task_.engine).string(), task_.scenario,
                            fmt::join(unprepared->missing.libraries, ", ")));
  }

  Ending run_worker() {
    for (int tries = 1;; ++tries) {
      Ending ending = supervised(request_for_the_rest());
      if (!worth_another_start(ending, command())) return ending;
      if (tries == kStartAttempts) throw Error(cannot_start(ending, command()));
    }
  }

  Ending supervised(const RunRequest& request) {
    Limits limits = limits_;
    limits.budget = request_for_the_rest().budget.time;
    auto worker = waiting_ ? std::move(waiting_) : std::make_unique<WorkerProcess>(command());
    worker->hand_over(protocol::encode(request));
    Supervision supervision(std::move(worker), limits);
    Supervision* const only[] = {&supervision};
    supervise(only, [&] { on_progress_(total_.executions + supervision.executions(), elapsed()); });
    return supervision.take();
  }

  void account_for(const Ending& ending) {
    require_ran(ending);
    Evidence evidence = ending.evidence.value_or(Evidence{});
    evidence.executions = std::max(evidence.executions, ending.executions);
    if (!ending.evidence) evidence.seconds = ending.took.count();
    evidence.interrupted = evidence.interrupted || interrupts() > 0;
    merge(total_, evidence);
    if (ending.phase < protocol::Phase::running) return;
    const std::vector<AnomalyReport> anomalies = anomalies_of(ending, limits_);
    for (const AnomalyReport& anomaly : anomalies) add_anomaly(total_.anomalies, anomaly);
    if (was_lost(ending) && !anomalies.empty()) explain_loss(anomalies.front(), ending.schedule);
    if (!anomalies.empty() && !std::exchange(explained_, true)) explain_first(ending);
    if (ending.cause == Ending::Cause::overdue) {
      total_.notes.push_back("the worker did not stop when its time was over and was killed");
    }
  }

  // By the execution that ran. Of what a worker leaves behind besides nobody knows which execution that is from.
  static bool was_lost(const Ending& ending) {
    for (const auto regular : {Ending::Cause::answered, Ending::Cause::overdue, Ending::Cause::told_to_stop}) {
      if (ending.cause == regular) return false;
    }
    return !ending.schedule.empty();
  }

  bool has_witness(const AnomalyReport& anomaly) const {
    if (!total_.exploration) return false;
    const auto& witnesses = total_.exploration->witnesses;
    return std::any_of(witnesses.begin(), witnesses.end(), [&](const Witness& witness) {
      return witness.kind == anomaly.kind && witness.detail == anomaly.detail;
    });
  }

  void explain_loss(const AnomalyReport& anomaly, const std::string& schedule) {
    if (has_witness(anomaly)) return;
    const std::optional<Witness> known = steps_of(schedule);
    Witness witness = known.value_or(Witness{});
    witness.kind = anomaly.kind;
    witness.detail = anomaly.detail;
    witness.schedule = schedule;
    witness.why = known ? reason_of_loss(witness) : "its steps are lost with the worker";
    Evidence evidence;
    evidence.exploration.emplace().witnesses.push_back(std::move(witness));
    merge(total_, evidence);
  }

  // What took a worker down it cannot tell any more: another one goes as far as to the last step.
  std::optional<Witness> steps_of(const std::string& schedule) {
    RunRequest request = task_.request;
    request.exploration = ReplayRequest{schedule, ReplayRequest::Until::last_step};
    const Ending ending = supervised(request);
    if (!ending.evidence || !ending.evidence->exploration) return std::nullopt;
    const auto& witnesses = ending.evidence->exploration->witnesses;
    return witnesses.empty() ? std::nullopt : std::optional(witnesses.front());
  }

  // A plugin that could be loaded before may no longer be there.
  void require_ran(const Ending& ending) const {
    const std::string path = task_.plugin.of(task_.engine).string();
    if (const auto* const failed = ending.answer ? std::get_if<protocol::Failed>(&*ending.answer) : nullptr) {
      throw Error("plugin " + failed->why);
    }
    if (ending.phase < protocol::Phase::running && ending.cause != Ending::Cause::told_to_stop) {
      throw Error(fmt::format("plugin {} {}", path, load_failure(ending, limits_)));
    }
  }

  void explain_first(const Ending& ending) {
    if (ending.cause != Ending::Cause::answered) {
      total_.notes.push_back(
          fmt::format("the worker was first lost after {}", counted(total_.executions, "execution")));
    }
    for (const std::string& line : last_lines(ending.output, kOutputLines))
      total_.notes.push_back("printed: " + line);
  }

  void conclude() {
    for (const std::string& library : preparation_.libraries) {
      total_.notes.push_back(library + " was loaded before the first execution: the scenario loads it while it runs");
    }
    if (restarts_ > 0) {
      total_.notes.push_back(fmt::format("{} {} died; {}", counted(static_cast<std::uint64_t>(restarts_), "worker"),
                                         restarts_ == 1 ? "has" : "have",
                                         restarts_ > kMaxRestarts ? "no more were started" : "each was replaced"));
    }
    if (interrupts() > 0) total_.interrupted = true;
  }

  const EngineTask& task_;
  const Layout& layout_;
  const Limits limits_;
  const OnProgress& on_progress_;
  std::unique_ptr<WorkerProcess> waiting_;
  protocol::Preparation preparation_;
  const Clock::time_point began_ = Clock::now();
  Evidence total_;
  int restarts_ = 0;
  bool explained_ = false;
};

}  // namespace

std::unique_ptr<WorkerProcess> new_worker(const std::string& scenario, const PluginFiles& plugin, Engine engine,
                                          const Layout& layout) {
  return std::make_unique<WorkerProcess>(command_for(scenario, plugin, engine, layout));
}

Evidence run_task(const EngineTask& task, const Layout& layout, const Limits& limits, const OnProgress& on_progress,
                  std::unique_ptr<WorkerProcess> waiting) {
  return TaskRun(task, layout, limits, on_progress, std::move(waiting)).run();
}

bool worth_another_start(const Ending& ending, const WorkerCommand& command) {
  return command.fixed_address_space && ending.cause == Ending::Cause::died &&
         ending.phase == protocol::Phase::starting;
}

std::string cannot_start(const Ending& ending, const WorkerCommand& command) {
  const auto lines = last_lines(ending.output, 1);
  if (command.executable.filename() != "tenter-tsan") {
    return fmt::format("{} cannot start{}", command.executable.filename().string(),
                       lines.empty() ? "" : ": " + lines.front());
  }
  return fmt::format(
      "{} cannot start: ThreadSanitizer finds no room in its address space{}; allow personality(), or set "
      "vm.mmap_rnd_bits to 28 (see tenter doctor)",
      command.executable.filename().string(), lines.empty() ? "" : " (" + lines.front() + ")");
}

}  // namespace tenter::session
