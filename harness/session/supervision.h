// Watches workers until they end, or until they must be ended.
#pragma once

#include <poll.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "hang/watch.h"
#include "model/evidence.h"
#include "protocol/frame.h"
#include "protocol/messages.h"
#include "protocol/worker_memory.h"
#include "session/stillness.h"
#include "session/worker_process.h"

namespace tenter::session {

using std::chrono::nanoseconds;

struct Limits {
  nanoseconds patience = std::chrono::seconds(5);  // without progress, it hangs

  // Loading makes no progress that could be seen, and takes long where the machine is short of processors.
  nanoseconds patience_to_load() const { return 6 * patience; }

  std::uint64_t memory = std::uint64_t{2} << 30U;  // resident bytes
  std::uint64_t output = std::uint64_t{64} << 20U;
  std::optional<nanoseconds> budget;  // when it should have ended by itself
};

// What was seen of a worker, from its start to its end.
struct Ending {
  enum class Cause : std::uint8_t {
    answered,  // it sent its last message
    died,      // by itself, without one
    hung,      // no progress
    used_too_much_memory,
    wrote_too_much,
    spoke_nonsense,  // its messages cannot be read
    overdue,         // it did not stop when its time was over
    told_to_stop,    // by the user, and did not
  };

  Cause cause = Cause::died;
  std::optional<std::variant<protocol::Described, protocol::Failed, protocol::Unprepared>> answer;
  std::optional<Evidence> evidence;  // the last that came
  int wait_status = 0;
  protocol::Phase phase = protocol::Phase::starting;
  std::uint64_t executions = 0;
  std::uint64_t forks = 0;
  int strays = 0;                                   // processes it left behind
  std::optional<std::vector<std::string>> waiting;  // of a worker that hung for certain: its threads but ours
  std::string schedule;                             // of the execution that ran, where one decided it
  std::optional<AnomalyReport> last_words;          // why it died, by its own account
  std::string output;                               // the end of what it printed
  std::chrono::duration<double> took{};
};

// One worker. Thread safety: none; call step() whenever one of watched() is ready, and at least every kTick.
class Supervision {
 public:
  static constexpr std::chrono::milliseconds kTick{20};

  // Its time begins now. REQUIRES: `worker`.
  Supervision(std::unique_ptr<WorkerProcess> worker, const Limits& limits);

  std::array<pollfd, 3> watched() const;
  void step();
  bool over() const { return over_; }
  std::uint64_t executions() const { return worker_->memory().progress.executions(); }

  // REQUIRES: over().
  Ending take() { return std::move(ending_); }

 private:
  using Clock = std::chrono::steady_clock;

  void read_output();
  void read_messages();
  void take_message(protocol::Message message);
  void watch(nanoseconds since_last);
  void watch_progress(nanoseconds since_last);
  void watch_for_certain_hang(nanoseconds since_last);
  void watch_resources();
  void watch_user(nanoseconds since_last);
  void watch_budget();
  void condemn(Ending::Cause cause);
  void conclude();

  Limits limits_;
  std::unique_ptr<WorkerProcess> worker_;
  protocol::FrameReader frames_;
  Ending ending_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point last_step_ = began_;
  Stillness while_loading_{limits_.patience_to_load()};
  Stillness while_running_{limits_.patience};
  hang::Watch hang_;
  nanoseconds asked_to_stop_{};  // how long ago the user did
  std::uint64_t written_ = 0;
  bool condemned_ = false;
  bool over_ = false;
};

// Steps all until all are over; calls `on_tick` a few dozen times a second.
void supervise(std::span<Supervision* const> workers, const std::function<void()>& on_tick);

}  // namespace tenter::session
