#include "stress/worker.h"

#include <tenter/detail/exception_text.h>

#include <algorithm>

#include "stress/affinity.h"
#include "stress/conductor.h"

namespace tenter::stress {
namespace {

// Calls `step`; what it throws is reported as having happened `where`. False when it threw.
template <class Step>
bool reported(AnomalyLog& anomalies, const char* where, Step&& step) {
  try {
    step();
    return true;
  } catch (...) {
    const std::string what = tenter::detail::text_of_current_exception();
    anomalies.report(Anomaly::uncaught_exception, where + what, nullptr, 0);
    return false;
  }
}

}  // namespace

Worker::Worker(const Program& program, std::size_t actor, Stage& stage, const Surroundings& surroundings,
               const std::vector<int>& processors)
    : body_(*program.body),
      actor_(actor),
      threads_(body_.actor_count()),
      stage_(stage),
      anomalies_(surroundings.anomalies),
      boundary_(surroundings.boundary),
      processors_(processors),
      tally_(body_.new_tally()),
      notes_("in actor \"" + program.info.actors[actor] + "\": ", &surroundings.progress.actors[actor].started,
             anomalies_),
      observer_notes_("in the observer: ", &surroundings.progress.actors[actor].started, anomalies_),
      pacer_(body_, actor, notes_, stage.gate, stage.patience) {}

void Worker::run(Conductor& conductor) {
  meet([&] { conductor.plan(); });
  while (stage_.next.states.count > 0) {
    move_to(stage_.next);
    worked_ = 0;
    if (same_places(stage_.finished, stage_.next)) {
      timed([&] { renew(); });
    } else {
      timed([&] { count_and_destroy_finished(); });
      meet([] {});  // the new states may lie where another thread's old ones were
      timed([&] { make_next(); });
    }
    meet([&] { conductor.all_prepared(); });
    if (stage_.abandoned) return unmake();
    timed([&] { pacer_.run(stage_.next); });
    meet([&] { conductor.all_acted(); });
  }
  count_and_destroy_finished();
}

// The last to come must itself depart before it looks at what the others did, and arrive with what it decided.
template <class Decide>
void Worker::meet(Decide&& decide) {
  boundary_.arrive();
  stage_.barrier.meet([&] {
    boundary_.depart();
    decide();
    boundary_.arrive();
  });
  boundary_.depart();
}

template <class Work>
void Worker::timed(Work&& work) {
  const Ticks began = now();
  work();
  worked_ += now() - began;
}

void Worker::move_to(const Batch& batch) {
  const Affinity wanted = batch.configuration.affinity;
  if (wanted == affinity_ && (wanted == Affinity::none || batch.affinity_turn == affinity_turn_)) return;
  affinity_ = wanted;
  affinity_turn_ = batch.affinity_turn;
  place(affinity_, processors_, actor_, affinity_turn_);
}

void Worker::count_and_destroy_finished() {
  for_each_piece(stage_.finished.states, actor_, threads_, [&](const StateRange& states, std::size_t first) {
    count(states, first);
    destroy(states);
  });
}

void Worker::make_next() {
  pieces_made_ = 0;
  for_each_piece(stage_.next.states, actor_, threads_,
                 [&](const StateRange& places, std::size_t) { construct(places); });
}

// Both at once, so that each state's memory is touched once.
void Worker::renew() {
  pieces_made_ = 0;
  for_each_piece(stage_.finished.states, actor_, threads_, [&](const StateRange& states, std::size_t first) {
    count(states, first);
    destroy(states);
    construct(states);
  });
}

void Worker::count(const StateRange& states, std::size_t first_index) {
  std::size_t begin = 0;
  const auto count_up_to = [&](std::size_t end) {
    if (begin < end) tally_->collect(states.slice(begin, end), observer_notes_);
  };
  auto failed = std::lower_bound(stage_.failed.begin(), stage_.failed.end(), first_index);
  for (; failed != stage_.failed.end() && *failed < first_index + states.count; ++failed) {
    count_up_to(*failed - first_index);
    begin = *failed - first_index + 1;
  }
  count_up_to(states.count);
}

void Worker::destroy(const StateRange& states) {
  reported(anomalies_, "in the state's destructor: ", [&] { body_.destroy(states); });
}

void Worker::construct(const StateRange& places) {
  if (could_not_make_) return;
  could_not_make_ = !reported(anomalies_, "in the state's constructor: ", [&] { body_.construct(places); });
  if (!could_not_make_) ++pieces_made_;
}

void Worker::unmake() {
  for_each_piece(stage_.next.states, actor_, threads_, [&](const StateRange& states, std::size_t) {
    if (pieces_made_ == 0) return;
    --pieces_made_;
    destroy(states);
  });
}

}  // namespace tenter::stress
