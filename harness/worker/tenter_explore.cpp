// The worker of the explore engine: instrumented plugins under our own runtime, on one thread.
#include <memory>
#include <variant>

#include "explore/engine/explorer.h"
#include "explore/executor/in_process_executor.h"
#include "explore/witness/symbols.h"
#include "property/object_run.h"
#include "tsan/address_space.h"
#include "worker/worker_main.h"

namespace {

using tenter::explore::InProcessExecutor;

class ExploreEngine final : public tenter::worker::WorkerEngine {
 public:
  tenter::Engine engine() const override { return tenter::Engine::explore; }

  tenter::worker::LoadedPlugin load(const std::string& path, const std::vector<std::string>& libraries,
                                    tenter::Host& host) override {
    executor_ = std::make_unique<InProcessExecutor>(InProcessExecutor::Limits{});
    const InProcessExecutor::Loading loading(*executor_);
    tenter::worker::LoadedPlugin plugin = WorkerEngine::load(path, libraries, host);
    executor_->set_unseen_libraries(plugin.uninstrumented);
    return plugin;
  }

  tenter::Evidence run(const tenter::worker::Job& job) override {
    tenter::Evidence evidence = run_prepared(job);
    if (tenter::address_space::randomised()) {
      evidence.notes.push_back("addresses are randomised here: what depends on them is not the same in another run");
    }
    return evidence;
  }

 private:
  tenter::Evidence run_prepared(const tenter::worker::Job& job) {
    try {
      return job.program.object == nullptr ? run_program(job, job.program, job.request, job.monitor)
                                           : run_object(job);
    } catch (const tenter::explore::Residue& residue) {
      throw tenter::worker::NotPrepared{{residue.libraries(), residue.kept_by_c_library()}};
    }
  }

  tenter::Evidence run_program(const tenter::worker::Job& job, const tenter::Program& program,
                               const tenter::RunRequest& request, tenter::RunMonitor& monitor) {
    if (names_ == nullptr) names_ = tenter::explore::names_by_symbols(job.plugin_path, any_body(job.program));
    return tenter::explore::run({*executor_, program, job.plugin_path, job.plugin.compiler, request, job.progress,
                                 job.schedule, monitor, job.log, *names_, tenter::explore::all_strategies(),
                                 job.isolated, job.unseen_libraries});
  }

  // All programs of an object have the same type of state, and each lives only as long as it runs.
  const tenter::Body& any_body(const tenter::Program& scenario) {
    if (scenario.object == nullptr) return *scenario.body;
    example_ = scenario.object->program_of({{}, {{}}, {}});
    return *example_.body;
  }

  tenter::Evidence run_object(const tenter::worker::Job& job) {
    if (const auto* const replay = std::get_if<tenter::ReplayRequest>(&job.request.exploration)) {
      const tenter::Program program = tenter::property::program_of_schedule(job.program, replay->schedule);
      return run_program(job, program, job.request, job.monitor);
    }
    const auto run = [&](const tenter::Program& program, const tenter::RunRequest& request,
                         tenter::RunMonitor& monitor) {
      job.log.forget();
      return run_program(job, program, request, monitor);
    };
    return tenter::property::run_object({job.program, job.request, job.monitor, run, true});
  }

  std::unique_ptr<InProcessExecutor> executor_;    // made when the process is ready for it, and never ended
  tenter::Program example_;                        // of an object's programs
  std::unique_ptr<tenter::explore::Names> names_;  // of the scenario's state
};

}  // namespace

int main(int argc, char** argv) {
  auto& engine = *new ExploreEngine;
  tenter::worker::worker_main(argc, argv, engine);
}
