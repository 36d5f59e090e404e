#include "session/standby.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "session/engine_run.h"
#include "session/error.h"
#include "session/interrupts.h"

namespace tenter::session {
namespace {

// For a plugin that takes longer, running its scenarios is waited for no more than loading it is.
constexpr std::chrono::seconds kLongestWait{1};
constexpr std::chrono::milliseconds kTick{1};

bool loads(const std::unique_ptr<WorkerProcess>& worker) {
  return worker && worker->memory().reached() < protocol::Phase::ready && !worker->died();
}

}  // namespace

Standby::Standby(const std::string& scenario, const PluginFiles& plugin, const std::vector<Engine>& engines,
                 const Layout& layout) {
  for (const Engine engine : engines) {
    try {
      workers_.push_back(new_worker(scenario, plugin, engine, layout));
    } catch (const Error&) {
      workers_.push_back(nullptr);
    }
  }
}

std::unique_ptr<WorkerProcess> Standby::take(std::size_t engine, bool wants_processors) {
  if (wants_processors) wait_for_loading();
  return std::move(workers_[engine]);
}

void Standby::wait_for_loading() const {
  const auto end = std::chrono::steady_clock::now() + kLongestWait;
  while (std::any_of(workers_.begin(), workers_.end(), loads) && interrupts() == 0 &&
         std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(kTick);
  }
}

}  // namespace tenter::session
