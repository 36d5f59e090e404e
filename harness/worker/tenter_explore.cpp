// The worker of the explore engine: instrumented plugins under our own runtime, on one thread.
#include <memory>
#include <optional>

#include "explore/engine/explorer.h"
#include "explore/engine/symbols.h"
#include "explore/runtime/runtime.h"
#include "tsan/address_space.h"
#include "worker/worker_main.h"

namespace {

using tenter::explore::Runtime;

class ExploreEngine final : public tenter::worker::WorkerEngine {
 public:
  tenter::Engine engine() const override { return tenter::Engine::explore; }

  tenter::worker::LoadedPlugin load(const std::string& path, tenter::Host& host) override {
    runtime_ = std::make_unique<Runtime>(Runtime::Limits{});
    const Runtime::Loading loading(*runtime_);
    return tenter::worker::load_plugin(path, true, host);
  }

  tenter::Evidence run(const tenter::worker::Job& job) override {
    const auto names = tenter::explore::names_by_symbols(job.plugin_path, *job.program.body);
    tenter::Evidence evidence =
        tenter::explore::run({*runtime_, job.program, job.plugin_path, job.plugin.compiler, job.request, job.progress,
                              job.schedule, job.monitor, job.log, *names});
    if (tenter::address_space::randomised()) {
      evidence.notes.push_back("addresses are randomised here: what depends on them is not the same in another run");
    }
    return evidence;
  }

 private:
  std::unique_ptr<Runtime> runtime_;  // made when the process is ready for it, and never ended
};

}  // namespace

int main(int argc, char** argv) {
  auto& engine = *new ExploreEngine;
  tenter::worker::worker_main(argc, argv, engine);
}
