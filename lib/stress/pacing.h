// Runs one actor over a batch at the pace of its configuration.
//
// The scenario's code knows nothing of the pace: it runs over ranges of states, a whole batch at once where the pace
// is `free`, and in between this code waits. None of the waiting is seen by a race detector.
#pragma once

#include <tenter/body.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/anomaly_log.h"
#include "stress/barrier.h"
#include "stress/batch.h"
#include "stress/probes.h"

namespace tenter::stress {

// What an actor tells of the executions of one batch. Used by its own thread, and by others at batch boundaries.
class ActorNotes final : public ActorLog {
 public:
  ActorNotes(std::string where, std::uint64_t* started_cell, AnomalyLog& anomalies);

  void uncaught_exception(std::size_t index, std::string_view what) noexcept override;

  // The states from here on are those from `index` of the batch.
  void begin_range(std::size_t index) { first_index_ = index; }

  // The states whose actor threw, ascending; forgotten when asked to.
  const std::vector<std::uint32_t>& failed() const { return failed_; }
  void forget_failed() { failed_.clear(); }

 private:
  std::string where_;
  AnomalyLog& anomalies_;
  std::size_t first_index_ = 0;
  std::vector<std::uint32_t> failed_;
};

class Pacer {
 public:
  // `gate` is shared by all actors of the run. REQUIRES: all outlive the pacer.
  Pacer(const Body& body, std::size_t actor, ActorNotes& notes, Counter& gate, Patience patience);

  // Runs the actor once on each state. REQUIRES: all actors run the same batch at the same time.
  void run(const Batch& batch);

  // When the actor began and ended its part in each probed state of the last batch.
  const std::vector<Interval>& intervals() const { return intervals_; }

 private:
  void run_free(const Batch& batch);
  void run_aligned(const Batch& batch);
  void run_jitter(const Batch& batch);

  void align(const Batch& batch, std::size_t begin, std::size_t end);
  void wait_until(Ticks moment) const;
  void act(const Batch& batch, std::size_t begin, std::size_t end);
  void act_unprobed(const Batch& batch, std::size_t begin, std::size_t end);

  const Body& body_;
  std::size_t actor_;
  ActorNotes& notes_;
  Counter& gate_;
  Patience patience_;
  std::uint32_t aligned_ = 0;  // how often the gate has been passed in this run
  std::vector<Interval> intervals_;
};

}  // namespace tenter::stress
