// One actor's thread: makes states, runs its actor on them, counts and destroys them.
#pragma once

#include <tenter/body.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "host/anomaly_log.h"
#include "stress/barrier.h"
#include "stress/batch.h"
#include "stress/engine.h"
#include "stress/pacing.h"

namespace tenter::stress {

class Conductor;

// What all threads of a run share. `finished`, `next` and what follows are written by the conductor while all
// threads are at the barrier, and only read otherwise.
struct Stage {
  Stage(std::size_t threads, std::size_t cores)
      : patience(patience_for(threads, cores)), barrier(threads, patience) {}

  Patience patience;
  Barrier barrier;  // between batches
  Counter gate;     // inside a batch

  Batch finished;                     // has been run; is to be counted and destroyed; empty at first
  Batch next;                         // is to be made and run; empty at the end
  std::vector<std::uint32_t> failed;  // states of `finished` that an exception left, ascending: they have no outcome
  bool abandoned = false;             // a state could not be made, so `next` is not run
};

// Those whom a run reports to.
struct Surroundings {
  SharedProgress& progress;
  RunMonitor& monitor;
  AnomalyLog& anomalies;
  BatchBoundary& boundary;
};

// Not copyable; used by its own thread, except where said otherwise.
class Worker {
 public:
  Worker(const Program& program, std::size_t actor, Stage& stage, const Surroundings& surroundings,
         const std::vector<int>& processors);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Runs batches until the conductor gives none.
  void run(Conductor& conductor);

  // For the conductor, while all threads are at the barrier.
  const std::vector<Interval>& intervals() const { return pacer_.intervals(); }
  ActorNotes& notes() { return notes_; }
  const Tally& tally() const { return *tally_; }
  bool could_not_make() const { return could_not_make_; }
  // How long this thread worked on the batch that all have acted, without the waiting at its boundaries.
  Ticks worked() const { return worked_; }

 private:
  template <class Decide>
  void meet(Decide&& decide);

  template <class Work>
  void timed(Work&& work);

  void move_to(const Batch& batch);
  void count_and_destroy_finished();
  void make_next();
  void renew();
  void count(const StateRange& states, std::size_t first_index);
  void destroy(const StateRange& states);
  void construct(const StateRange& places);
  void unmake();

  const Body& body_;
  std::size_t actor_;
  std::size_t threads_;
  Stage& stage_;
  AnomalyLog& anomalies_;
  BatchBoundary& boundary_;
  const std::vector<int>& processors_;
  std::unique_ptr<Tally> tally_;
  ActorNotes notes_;
  ActorNotes observer_notes_;
  Pacer pacer_;
  bool could_not_make_ = false;
  Ticks worked_ = 0;
  std::size_t pieces_made_ = 0;
  Affinity affinity_ = Affinity::none;
  std::size_t affinity_turn_ = 0;
};

}  // namespace tenter::stress
