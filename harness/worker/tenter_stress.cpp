// The worker of the stress engine: plain plugins on real threads.
#include <vector>

#include "property/object_run.h"
#include "stress/engine.h"
#include "worker/bystanders.h"
#include "worker/stack_watch.h"
#include "worker/worker_main.h"

namespace {

class StressEngine final : public tenter::worker::WorkerEngine {
 public:
  tenter::Engine engine() const override { return tenter::Engine::stress; }

  std::vector<pid_t> bystanders() override { return tenter::worker::bystanders(); }

  tenter::Evidence run(const tenter::worker::Job& job) override {
    tenter::stress::BatchBoundary nothing_to_order;
    tenter::worker::StackWatch boundary(nothing_to_order);
    const auto run = [&](const tenter::Program& program, const tenter::RunRequest& request,
                         tenter::RunMonitor& monitor) {
      return tenter::stress::run(program, request, job.progress, monitor, job.log, boundary);
    };
    if (job.program.object == nullptr) return run(job.program, job.request, job.monitor);
    return tenter::property::run_object({job.program, job.request, job.monitor, run});
  }
};

}  // namespace

int main(int argc, char** argv) {
  StressEngine engine;
  tenter::worker::worker_main(argc, argv, engine);
}
