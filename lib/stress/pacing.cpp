#include "stress/pacing.h"

#include <algorithm>
#include <utility>

#include "stress/random.h"

namespace tenter::stress {
namespace {

// Long enough for an actor of a few accesses and its cache misses, or nobody would be waiting for the next moment.
constexpr Ticks kTimebaseNanoseconds = 160;
constexpr std::size_t kMaxDawdle = 64;  // rounds of an empty loop

void dawdle(std::size_t rounds) {
  for (std::size_t i = 0; i < rounds; ++i) asm volatile("");
}

}  // namespace

ActorNotes::ActorNotes(std::string where, std::uint64_t* started_cell, AnomalyLog& anomalies)
    : where_(std::move(where)), anomalies_(anomalies) {
  started = started_cell;
}

void ActorNotes::uncaught_exception(std::size_t index, std::string_view what) noexcept {
  failed_.push_back(static_cast<std::uint32_t>(first_index_ + index));
  anomalies_.report(Anomaly::uncaught_exception, where_ + std::string(what), nullptr, 0);
}

Pacer::Pacer(const Body& body, std::size_t actor, ActorNotes& notes, Counter& gate, Patience patience)
    : body_(body), actor_(actor), notes_(notes), gate_(gate), patience_(patience) {}

void Pacer::run(const Batch& batch) {
  intervals_.clear();
  wait_until(batch.start);
  switch (batch.configuration.pace) {
    case Pace::free:
      return run_free(batch);
    case Pace::aligned:
      return run_aligned(batch);
    case Pace::timebase:
      return run_timebase(batch);
    case Pace::jitter:
      return run_jitter(batch);
  }
}

void Pacer::run_free(const Batch& batch) { act(batch, 0, batch.states.count); }

void Pacer::run_aligned(const Batch& batch) {
  const std::size_t every = batch.configuration.align_every;
  for (std::size_t begin = 0; begin < batch.states.count; begin += every) {
    align();
    act(batch, begin, std::min(begin + every, batch.states.count));
  }
}

// Who is late for a moment goes on at once, so that one who lost the processor does not make all others wait.
void Pacer::run_timebase(const Batch& batch) {
  const Ticks period = kTimebaseNanoseconds * ticks_per_microsecond() / 1000;
  Ticks moment = batch.start;
  for (std::size_t i = 0; i < batch.states.count; ++i) {
    wait_until(moment += period);
    act(batch, i, i + 1);
  }
}

void Pacer::run_jitter(const Batch& batch) {
  Random random(batch.seed + actor_);
  for (std::size_t i = 0; i < batch.states.count; ++i) {
    if (i % batch.configuration.align_every == 0) align();
    dawdle(random.below(kMaxDawdle));
    act(batch, i, i + 1);
  }
}

void Pacer::align() {
  const auto actors = static_cast<std::uint32_t>(body_.actor_count());
  const std::uint32_t all_here = ++aligned_ * actors;
  if (gate_.advance() == all_here) {
    gate_.wake();
  } else {
    gate_.wait_for(all_here, patience_);
  }
}

void Pacer::wait_until(Ticks moment) const {
  while (now() < moment) {
  }
}

void Pacer::act(const Batch& batch, std::size_t begin, std::size_t end) {
  while (intervals_.size() < batch.probes.size() && batch.probes[intervals_.size()] < end) {
    const std::size_t probed = batch.probes[intervals_.size()];
    act_unprobed(batch, begin, probed);
    Interval interval;
    interval.begin = stamp_before();
    act_unprobed(batch, probed, probed + 1);
    interval.end = stamp_after();
    intervals_.push_back(interval);
    begin = probed + 1;
  }
  act_unprobed(batch, begin, end);
}

void Pacer::act_unprobed(const Batch& batch, std::size_t begin, std::size_t end) {
  if (begin == end) return;
  notes_.begin_range(begin);
  body_.act(actor_, batch.states.slice(begin, end), notes_);
}

}  // namespace tenter::stress
