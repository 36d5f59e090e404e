// The worker of the tsan engine: instrumented plugins on real threads, in a process linked with ThreadSanitizer.
#include <optional>
#include <vector>

#include "property/object_run.h"
#include "stress/engine.h"
#include "tsan/batch_boundary.h"
#include "tsan/reports.h"
#include "worker/bystanders.h"
#include "worker/stack_watch.h"
#include "worker/worker_main.h"

namespace {

using tenter::Evidence;

Evidence with_reports(Evidence evidence) {
  tenter::tsan::add_reports(evidence);
  return evidence;
}

class Reporting final : public tenter::RunMonitor {
 public:
  explicit Reporting(tenter::RunMonitor& inner) : inner_(inner) {}

  // What races may soon crash: a new report is passed on before the next batch, however recently the engine told.
  bool stop_requested() override {
    if (told_ && tenter::tsan::news()) inner_.evidence_so_far(with_reports(*told_));
    return inner_.stop_requested();
  }

  void evidence_so_far(const Evidence& evidence) override {
    told_ = evidence;
    inner_.evidence_so_far(with_reports(evidence));
  }

 private:
  tenter::RunMonitor& inner_;
  std::optional<Evidence> told_;  // what the engine last told
};

class TsanEngine final : public tenter::worker::WorkerEngine {
 public:
  tenter::Engine engine() const override { return tenter::Engine::tsan; }

  std::vector<pid_t> bystanders() override { return tenter::worker::bystanders(); }

  Evidence run(const tenter::worker::Job& job) override {
    tenter::tsan::begin(job.program.info, job.plugin_path);
    tenter::tsan::BatchBoundary edges;
    tenter::worker::StackWatch boundary(edges);
    Reporting monitor(job.monitor);
    const auto run = [&](const tenter::Program& program, const tenter::RunRequest& request,
                         tenter::RunMonitor& watching) {
      return tenter::stress::run(program, request, job.progress, watching, job.log, boundary);
    };
    if (job.program.object == nullptr) return with_reports(run(job.program, job.request, monitor));
    const auto run_with_reports = [&](const tenter::Program& program, const tenter::RunRequest& request,
                                      tenter::RunMonitor& watching) {
      return with_reports(run(program, request, watching));
    };
    return tenter::property::run_object({job.program, job.request, job.monitor, run_with_reports});
  }
};

}  // namespace

int main(int argc, char** argv) {
  TsanEngine engine;
  tenter::worker::worker_main(argc, argv, engine);
}
