#include "session/session.h"

#include <optional>

#include "model/merge.h"
#include "oracle/grading.h"
#include "oracle/verdict.h"
#include "session/error.h"
#include "session/explanation.h"
#include "session/interrupts.h"
#include "session/standby.h"

namespace tenter::session {
namespace {

using Clock = std::chrono::steady_clock;

class Run {
 public:
  Run(const Plan& plan, const Catalogue& catalogue, const Layout& layout, const OnSessionProgress& on_progress)
      : plan_(plan), catalogue_(catalogue), layout_(layout), on_progress_(on_progress) {
    progress_.of = plan.scenarios.size();
  }

  Outcome all() {
    for (const ListedScenario& scenario : plan_.scenarios) {
      if (interrupts() > 0 || !outcome_.errors.empty()) break;
      ++progress_.number;
      examine(scenario);
    }
    return std::move(outcome_);
  }

 private:
  // A scenario that no engine came to run is not among the results.
  void examine(const ListedScenario& scenario) {
    const Plugin& plugin = catalogue_.plugins[scenario.plugin];
    Result result{scenario.info, plugin.described.name, {}, {}};
    RunRequest request = plan_.request;
    std::vector<Evidence> gathered;
    nanoseconds spent{};
    do {
      spent += request.budget.time.value_or(nanoseconds{});
      gather(scenario, plugin, request, gathered);
      seek_explanations(scenario, plugin, request, gathered);
      result.engines = judged(scenario, gathered);
      result.verdict = oracle::judge(scenario.info, result.engines);
    } while (is_undecided(result.verdict) && goes_on() && extend(request, spent));
    note_explanations(result.engines);
    if (!result.engines.empty()) outcome_.results.push_back(std::move(result));
  }

  static std::vector<JudgedEvidence> judged(const ListedScenario& scenario, const std::vector<Evidence>& gathered) {
    std::vector<JudgedEvidence> result;
    for (const Evidence& evidence : gathered) result.push_back(oracle::grade(scenario.info, evidence));
    return result;
  }

  // Runs each engine, and adds what it brings back to what it brought before. Each has its turn once; those that run
  // again do so until the claim is decided.
  void gather(const ListedScenario& scenario, const Plugin& plugin, RunRequest request,
              std::vector<Evidence>& gathered) {
    const auto full = request.budget.time;
    const bool again = gathered.size() == plan_.engines.size();
    std::optional<Standby> standby;
    try {
      if (!again) standby.emplace(scenario.info.name, plugin.files, plan_.engines, layout_);
      for (std::size_t i = 0; i < plan_.engines.size() && interrupts() == 0; ++i) {
        if (again && i > 0 && !is_undecided(oracle::judge(scenario.info, judged(scenario, gathered)))) return;
        tasks_done_ = (progress_.number - 1) * plan_.engines.size() + i;
        if (full)
          request.budget.time = plan_.time_for(scenario.info, plan_.engines[i], judged(scenario, gathered), *full);
        auto waiting = standby ? standby->take(i, traits(plan_.engines[i]).real_threads) : nullptr;
        const Evidence more =
            evidence_of({scenario.info.name, plugin.files, plan_.engines[i], request}, std::move(waiting));
        if (i == gathered.size()) {
          gathered.push_back(more);
        } else {
          merge(gathered[i], more);
        }
      }
    } catch (const Error& error) {
      if (interrupts() == 0) outcome_.errors = error.sentences();
    }
  }

  // What real threads have shown and explore has not come across, it is asked to look for.
  void seek_explanations(const ListedScenario& scenario, const Plugin& plugin, RunRequest request,
                         std::vector<Evidence>& gathered) {
    for (const std::string& outcome : unexplained(scenario.info, gathered)) {
      if (interrupts() > 0) return;
      request.exploration = SeekRequest{*search_of(plan_.request), outcome};
      Evidence& explored = *explored_among(gathered);
      merge(explored, evidence_of({scenario.info.name, plugin.files, Engine::explore, request}));
    }
  }

  static bool is_undecided(const Verdict& verdict) { return verdict.kind == VerdictKind::inconclusive; }

  bool goes_on() const { return interrupts() == 0 && outcome_.errors.empty(); }

  // As much time again as has been spent, as far as there is.
  bool extend(RunRequest& request, nanoseconds spent) const {
    if (!plan_.max_time || spent >= *plan_.max_time) return false;
    request.budget.time = std::min(spent, *plan_.max_time - spent);
    ++request.seed;
    return true;
  }

  Evidence evidence_of(const EngineTask& task, std::unique_ptr<WorkerProcess> waiting = nullptr) {
    progress_.scenario = task.scenario;
    progress_.engine = task.engine;
    const auto on_progress = [&](std::uint64_t executions, nanoseconds elapsed) {
      progress_.executions = executions;
      progress_.elapsed = elapsed;
      progress_.time_left = time_left(elapsed);
      on_progress_(progress_);
    };
    return run_task(task, layout_, plan_.limits, on_progress, std::move(waiting));
  }

  std::optional<nanoseconds> time_left(nanoseconds elapsed) const {
    const auto& time = plan_.request.budget.time;
    if (!time) return std::nullopt;
    const std::size_t tasks = plan_.scenarios.size() * plan_.engines.size() - tasks_done_ - 1;
    return *time * static_cast<nanoseconds::rep>(tasks) + std::max(*time - elapsed, nanoseconds{});
  }

  const Plan& plan_;
  const Catalogue& catalogue_;
  const Layout& layout_;
  const OnSessionProgress& on_progress_;
  Progress progress_;
  Outcome outcome_;
  std::size_t tasks_done_ = 0;
};

}  // namespace

Outcome run(const Plan& plan, const Catalogue& catalogue, const Layout& layout,
            const OnSessionProgress& on_progress) {
  return Run(plan, catalogue, layout, on_progress).all();
}

}  // namespace tenter::session
