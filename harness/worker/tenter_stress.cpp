// The worker of the stress engine: plain plugins on real threads.
#include "stress/engine.h"
#include "worker/stack_watch.h"
#include "worker/worker_main.h"

namespace {

class StressEngine final : public tenter::worker::WorkerEngine {
 public:
  tenter::Engine engine() const override { return tenter::Engine::stress; }

  tenter::Evidence run(const tenter::worker::Job& job) override {
    tenter::stress::BatchBoundary nothing_to_order;
    tenter::worker::StackWatch boundary(nothing_to_order);
    return tenter::stress::run(job.program, job.request, job.progress, job.monitor, job.log, boundary);
  }
};

}  // namespace

int main(int argc, char** argv) {
  StressEngine engine;
  tenter::worker::worker_main(argc, argv, engine);
}
