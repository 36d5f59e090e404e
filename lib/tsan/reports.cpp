#include "tsan/reports.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <memory>
#include <mutex>

#include "tsan/collection.h"
#include "tsan/interpretation.h"
#include "tsan/modelled_calls.h"
#include "tsan/runtime_interface.h"

namespace tenter::tsan {
namespace {

// Invisible to the runtime, for whom a mutex would order the engine's threads.
class Lock {
 public:
  void lock() {
    while (taken_.test_and_set(std::memory_order_acquire)) taken_.wait(true, std::memory_order_relaxed);
  }
  void unlock() {
    taken_.clear(std::memory_order_release);
    taken_.notify_one();
  }

 private:
  std::atomic_flag taken_;
};

// The name of a thread as the kernel has it may be cut.
constexpr std::size_t kShortestCut = 15;

class Run {
 public:
  Run(const ScenarioInfo& scenario, const std::string& plugin_path)
      : actors_(scenario.actors), fences_declared_(scenario.uses_fences), own_(plugin_path) {}

  void take_in() {
    const RawReports taken = take_raw_reports();
    dropped_ = taken.dropped;
    for (const RawReport& raw : taken.reports) {
      collection_.add(interpret(raw, symbolizer_, own_, [this](const RawThread& thread) { return name_of(thread); }),
                      circumstances_of(raw, symbolizer_));
    }
  }

  Reports result() const {
    const bool fences = fences_declared_ || fences_noticed();
    Reports result = collection_.reports(fences);
    result.races_modelled = !fences;
    if (fences) {
      result.notes.push_back(
          "not modelled: the scenario uses std::atomic_thread_fence, so ThreadSanitizer's races are not counted");
    }
    if (dropped_ > 0) result.notes.push_back(fmt::format("{} reports came faster than they were taken in", dropped_));
    return result;
  }

 private:
  std::string name_of(const RawThread& thread) const {
    const std::string name = thread.name.data();
    if (thread.id == 0) return "main thread";
    if (name.empty()) return thread.id < 0 ? "unknown thread" : fmt::format("thread {}", thread.id);
    return is_actor(name) || name.size() < kShortestCut ? name : uncut(name);
  }

  bool is_actor(const std::string& name) const {
    return std::find(actors_.begin(), actors_.end(), name) != actors_.end();
  }

  // The only actor whose name begins so; or else the name as it is.
  std::string uncut(const std::string& name) const {
    const auto fits = [&](const std::string& actor) { return actor.starts_with(name); };
    const auto found = std::find_if(actors_.begin(), actors_.end(), fits);
    return found != actors_.end() && std::none_of(std::next(found), actors_.end(), fits) ? *found : name;
  }

  std::vector<std::string> actors_;
  bool fences_declared_;
  symbol::OwnCode own_;
  symbol::Symbolizer symbolizer_;
  Collection collection_;
  std::uint64_t dropped_ = 0;
};

constinit Lock lock;
constinit std::unique_ptr<Run> run;  // guarded by lock

// Printing costs time, and the text says what the values say.
void silence_runtime() {
  static const int kNowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (kNowhere >= 0) __sanitizer_set_report_fd(reinterpret_cast<void*>(static_cast<std::intptr_t>(kNowhere)));
}

// The runtime gives up for reasons that its own text would have told: no memory, an allocation beyond its limits, a
// failed check of its own.
void say_that_runtime_gave_up() {
  constexpr std::string_view kMessage = "ThreadSanitizer's runtime gave up, most likely for lack of memory\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kMessage.data(), kMessage.size());
}

}  // namespace

void begin(const ScenarioInfo& scenario, const std::string& plugin_path) {
  silence_runtime();
  __sanitizer_set_death_callback(say_that_runtime_gave_up);
  resolve_clock_locks();
  forget_fences();
  const std::lock_guard guard(lock);
  take_raw_reports();
  run = std::make_unique<Run>(scenario, plugin_path);
}

Reports reports() {
  const std::lock_guard guard(lock);
  if (run == nullptr) return {};
  run->take_in();
  return run->result();
}

bool news() { return has_raw_reports(); }

void add_reports(Evidence& evidence) {
  Reports found = reports();
  std::move(found.anomalies.begin(), found.anomalies.end(), std::back_inserter(evidence.anomalies));
  std::move(found.suppressed.begin(), found.suppressed.end(), std::back_inserter(evidence.suppressed));
  std::move(found.notes.begin(), found.notes.end(), std::back_inserter(evidence.notes));
  evidence.races_modelled = evidence.races_modelled && found.races_modelled;
}

}  // namespace tenter::tsan
