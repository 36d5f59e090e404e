#include "session/session.h"

#include "oracle/grading.h"
#include "oracle/verdict.h"
#include "session/error.h"
#include "session/interrupts.h"

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
    try {
      for (const Engine engine : plan_.engines) {
        if (interrupts() > 0) break;
        const Evidence evidence = evidence_of({scenario.info.name, plugin.files, engine, plan_.request});
        result.engines.push_back(oracle::grade(scenario.info, evidence));
        ++tasks_done_;
      }
    } catch (const Error& error) {
      if (interrupts() == 0) outcome_.errors = error.sentences();
    }
    if (result.engines.empty()) return;
    result.verdict = oracle::judge(scenario.info, result.engines);
    outcome_.results.push_back(std::move(result));
  }

  Evidence evidence_of(const EngineTask& task) {
    progress_.scenario = task.scenario;
    progress_.engine = task.engine;
    return run_task(task, layout_, plan_.limits, [&](std::uint64_t executions, nanoseconds elapsed) {
      progress_.executions = executions;
      progress_.elapsed = elapsed;
      progress_.time_left = time_left(elapsed);
      on_progress_(progress_);
    });
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
