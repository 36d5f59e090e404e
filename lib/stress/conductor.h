// Decides, between batches, what runs next and when it ends.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "model/run.h"
#include "stress/ledger.h"
#include "stress/random.h"
#include "stress/rotation.h"
#include "stress/sizing.h"
#include "stress/state_memory.h"
#include "stress/worker.h"

namespace tenter::stress {

// Time is divided into rounds of a few milliseconds, each with one configuration.
// Thread safety: none; its functions are called while all workers are at the barrier, by whichever came last.
class Conductor {
 public:
  // `preamble` is what is known of the evidence beforehand. REQUIRES: all outlive the conductor. Throws
  // std::bad_alloc when there is no memory for a single state.
  Conductor(const RunRequest& request, std::vector<Configuration> configurations, const Program& program,
            Evidence preamble, Stage& stage, const std::vector<std::unique_ptr<Worker>>& workers,
            const Surroundings& surroundings);

  void plan();          // the first batch
  void all_prepared();  // the finished batch is counted, the next one made
  void all_acted();     // the batch has been run: decides on the one after it

  // After the last worker has ended: everything.
  Evidence conclude();

 private:
  using Clock = std::chrono::steady_clock;

  // Says when something that is not free is due again, so that it takes a small share of the time only.
  class Throttle {
   public:
    explicit Throttle(std::chrono::nanoseconds interval) : interval_(interval) {}
    bool due(Clock::time_point now) const { return now >= next_; }
    void done(Clock::time_point began);

   private:
    std::chrono::nanoseconds interval_;
    Clock::time_point next_{};
  };

  void beat() const;
  void leave_warm_up();
  void begin_round();
  void end_round();
  bool round_is_over() const;
  void close_ended_round();
  std::chrono::nanoseconds longest_work() const;
  void note_probes();
  void gather_failed();
  bool is_over() const;
  std::uint64_t executions_left() const;
  std::chrono::nanoseconds time_left() const;
  void set_next_batch();
  void tell_when_due();
  Evidence evidence() const;
  std::chrono::nanoseconds elapsed() const { return now_ - started_; }

  const RunRequest request_;
  const std::vector<Configuration> configurations_;
  const Evidence preamble_;
  Stage& stage_;
  const std::vector<std::unique_ptr<Worker>>& workers_;
  const Surroundings surroundings_;
  const std::size_t state_size_;
  const std::size_t state_alignment_;
  const std::chrono::nanoseconds round_length_;
  const std::uint64_t round_executions_;

  std::map<std::size_t, StateMemory> memory_;  // by stride
  Ledger ledger_;
  Rotation rotation_;
  Sizing sizing_;
  Random random_;
  Throttle rating_{std::chrono::milliseconds(5)};
  Throttle telling_{std::chrono::milliseconds(150)};

  Clock::time_point started_;
  Clock::time_point now_;
  Clock::time_point round_began_;
  std::uint64_t executions_ = 0;
  Contention contention_;
  bool interrupted_ = false;
  bool warming_up_ = true;
  Round round_;                   // is running
  std::optional<Round> ended_;    // has run, but its last batch is still being counted
  std::vector<Interval> probed_;  // of one state; reused
};

}  // namespace tenter::stress
