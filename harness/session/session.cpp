#include "session/session.h"

#include "oracle/grading.h"
#include "oracle/verdict.h"
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

  std::vector<Result> all() {
    std::vector<Result> results;
    for (const ListedScenario& scenario : plan_.scenarios) {
      if (interrupts() > 0) break;
      ++progress_.number;
      results.push_back(result_of(scenario));
    }
    return results;
  }

 private:
  Result result_of(const ListedScenario& scenario) {
    const Plugin& plugin = catalogue_.plugins[scenario.plugin];
    Result result{scenario.info, plugin.described.name, {}, {}};
    for (const Engine engine : plan_.engines) {
      if (interrupts() > 0) break;
      const Evidence evidence = evidence_of({scenario.info.name, plugin.files, engine, plan_.request});
      result.engines.push_back(oracle::grade(scenario.info, evidence));
      ++tasks_done_;
    }
    result.verdict = oracle::judge(scenario.info, result.engines);
    return result;
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
  std::size_t tasks_done_ = 0;
};

}  // namespace

std::vector<Result> run(const Plan& plan, const Catalogue& catalogue, const Layout& layout,
                        const OnSessionProgress& on_progress) {
  return Run(plan, catalogue, layout, on_progress).all();
}

}  // namespace tenter::session
