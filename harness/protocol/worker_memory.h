// Memory that a worker shares with the session, so that what it holds survives the worker.
#pragma once

#include <sys/types.h>
#include <tenter/anomaly.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>

#include "model/progress.h"
#include "model/shared_schedule.h"

namespace tenter::protocol {

// Why a worker is about to die, as far as it can tell. Written without allocating, by the first who knows.
// Thread safety: any thread may say(); read it when the worker is gone.
class LastWords {
 public:
  // False when something was said before. Async-signal-safe.
  bool say(Anomaly kind, std::string_view detail, std::string_view file = {}, std::uint32_t line = 0) noexcept;

  bool said() const { return __atomic_load_n(&state_, __ATOMIC_ACQUIRE) == kSaid; }
  // REQUIRES: said().
  Anomaly kind() const { return kind_; }
  std::string_view detail() const;
  std::string_view file() const;
  std::uint32_t line() const { return line_; }

 private:
  enum State : std::uint32_t { kSilent, kSaying, kSaid };

  std::uint32_t state_ = kSilent;
  Anomaly kind_ = Anomaly::crash;
  std::uint32_t line_ = 0;
  char detail_[1000] = {};
  char file_[1000] = {};
};

// Threads of a sanitizer's, which sleep and look around for ever: a worker that hangs has them, too.
// Thread safety: written by the worker before it is `running`, read afterwards.
class Bystanders {
 public:
  void add(pid_t thread) noexcept {
    if (count_ < kMost) ids_[count_++] = thread;
  }
  // The worker's memory may have been overwritten since.
  std::set<pid_t> ids() const { return {ids_, ids_ + std::min(count_, kMost)}; }

 private:
  static constexpr std::uint32_t kMost = 8;

  std::uint32_t count_ = 0;
  pid_t ids_[kMost] = {};
};

// How far a worker has got. What goes wrong before `running` is no scenario's doing. One that is `ready` has its
// plugin and waits for a request.
enum class Phase : std::uint32_t { starting, loading, ready, running, finished };

// REQUIRES: zeroed memory at the start.
struct WorkerMemory {
  SharedProgress progress;
  std::uint32_t phase = 0;      // a Phase, written by the worker
  std::uint32_t stop = 0;       // set by the session: end the run with what was gathered
  std::uint32_t requested = 0;  // set by the session: a request lies behind this memory
  std::uint64_t forks = 0;      // how often the scenario forked the worker
  LastWords last_words;
  Bystanders bystanders;
  SharedSchedule schedule;  // of the execution that runs, where a schedule decides it

  void enter(Phase next) noexcept { __atomic_store_n(&phase, static_cast<std::uint32_t>(next), __ATOMIC_RELEASE); }
  Phase reached() const { return static_cast<Phase>(__atomic_load_n(&phase, __ATOMIC_ACQUIRE)); }
  void request_stop() { __atomic_store_n(&stop, 1U, __ATOMIC_RELAXED); }
  // The session's and the worker's side of a request.
  void announce_request() noexcept;
  void await_request() noexcept;
  bool stop_requested() const { return __atomic_load_n(&stop, __ATOMIC_RELAXED) != 0; }
};

}  // namespace tenter::protocol
