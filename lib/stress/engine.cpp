#include "stress/engine.h"

#include <fmt/core.h>
#include <pthread.h>

#include <atomic>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "stress/affinity.h"
#include "stress/clock.h"
#include "stress/conductor.h"
#include "stress/configuration.h"
#include "stress/worker.h"

namespace tenter::stress {
namespace {

constexpr const char* kMemoryModel =
#if defined(__x86_64__)
    "x86-64 hardware";
#elif defined(__aarch64__)
    "AArch64 hardware";
#elif defined(__riscv)
    "RISC-V hardware";
#elif defined(__powerpc64__)
    "POWER hardware";
#else
    "this machine's hardware";
#endif

Circumstances circumstances_of(const Body& body, const RunRequest& request, std::size_t processors) {
  Circumstances result;
  result.actors = body.actor_count();
  result.processors = processors;
  result.state_size = body.state_size();
  result.state_alignment = body.state_alignment();
  result.fine_clock = ticks_are_fine();
  result.affinity = request.affinity;
  return result;
}

std::vector<std::string> notes_on(const Circumstances& circumstances) {
  std::vector<std::string> notes;
  if (circumstances.actors > circumstances.processors) {
    notes.push_back(fmt::format("more actors ({}) than processors ({}): not all of them can run at the same time",
                                circumstances.actors, circumstances.processors));
  }
  if (!circumstances.fine_clock) {
    notes.push_back("no counter of the processor runs at a constant rate: overlap is measured by the system's clock");
  }
  return notes;
}

Evidence preamble_for(const Circumstances& circumstances, const RunRequest& request) {
  Evidence evidence;
  evidence.engine = Engine::stress;
  evidence.seed = request.seed;
  evidence.coverage = Coverage::sampled;
  evidence.memory_model = kMemoryModel;
  evidence.notes = notes_on(circumstances);
  return evidence;
}

// Threads that begin together once all of them could be made, or not at all.
class Threads {
 public:
  Threads() = default;
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
  ~Threads() { decide(kCancelled); }

  // Throws std::system_error. The thread is named here: ThreadSanitizer takes no name for a thread that is being
  // joined already.
  template <class Work>
  void add(const std::string& name, Work work) {
    threads_.emplace_back([this, work] {
      decision_.wait(kUndecided);
      if (decision_ == kBegin) work();
    });
    constexpr std::size_t kLongest = 15;  // the kernel's limit
    ::pthread_setname_np(threads_.back().native_handle(), name.substr(0, kLongest).c_str());
  }

  void run() { decide(kBegin); }

 private:
  enum Decision { kUndecided, kBegin, kCancelled };

  void decide(Decision decision) {
    decision_ = decision;
    decision_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  std::atomic<Decision> decision_{kUndecided};
  std::vector<std::thread> threads_;
};

}  // namespace

Evidence run(const Program& program, const RunRequest& request, SharedProgress& progress, RunMonitor& monitor,
             AnomalyLog& log, BatchBoundary& boundary) {
  const Body& body = *program.body;
  const std::vector<int> processors = usable_processors();
  const Circumstances circumstances = circumstances_of(body, request, processors.size());
  const Surroundings surroundings{progress, monitor, log, boundary};
  Stage stage(circumstances.actors, circumstances.processors);
  std::vector<std::unique_ptr<Worker>> workers;
  for (std::size_t actor = 0; actor < circumstances.actors; ++actor) {
    workers.push_back(std::make_unique<Worker>(program, actor, stage, surroundings, processors));
  }
  Conductor conductor(request, configurations_for(circumstances), program, preamble_for(circumstances, request),
                      stage, workers, surroundings);
  Threads threads;
  for (std::size_t actor = 0; actor < workers.size(); ++actor) {
    threads.add(program.info.actors[actor], [&worker = *workers[actor], &conductor] { worker.run(conductor); });
  }
  threads.run();
  return conductor.conclude();
}

}  // namespace tenter::stress
