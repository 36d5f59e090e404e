#include "stress/pacing.h"

#include <algorithm>
#include <utility>

#include "stress/configuration.h"
#include "stress/random.h"

namespace tenter::stress {
namespace {

constexpr std::size_t kMaxDawdle = 64;  // rounds of an empty loop

void dawdle(std::size_t rounds) {
  for (std::size_t i = 0; i < rounds; ++i) asm volatile("");
}

// A moment on which all threads that ask at about the same time agree without a word: the beginning of the next
// fifth of a microsecond, or the one after when that is too near.
Ticks next_common_moment() {
  const Ticks grid = std::max<Ticks>(4, ticks_per_microsecond() / 5);
  return (now() + grid + grid / 4) / grid * grid;
}

// Reads a byte of every cache line.
void touch(const StateRange& states) {
  const volatile std::byte* const end = states.first + states.count * states.stride;
  for (const volatile std::byte* line = states.first; line < end; line += kCacheLine) static_cast<void>(*line);
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
    case Pace::timebase:
      return run_aligned(batch);
    case Pace::jitter:
      return run_jitter(batch);
  }
}

void Pacer::run_free(const Batch& batch) { act(batch, 0, batch.states.count); }

// Also for `timebase`.
void Pacer::run_aligned(const Batch& batch) {
  const std::size_t every = batch.configuration.align_every;
  for (std::size_t begin = 0; begin < batch.states.count; begin += every) {
    const std::size_t end = std::min(begin + every, batch.states.count);
    align(batch, begin, end);
    if (batch.configuration.pace == Pace::timebase) wait_until(next_common_moment());
    act(batch, begin, end);
  }
}

void Pacer::run_jitter(const Batch& batch) {
  const std::size_t every = batch.configuration.align_every;
  Random random(batch.seed + actor_);
  for (std::size_t i = 0; i < batch.states.count; ++i) {
    if (i % every == 0) align(batch, i, std::min(i + every, batch.states.count));
    dawdle(random.below(kMaxDawdle));
    act(batch, i, i + 1);
  }
}

void Pacer::align(const Batch& batch, std::size_t begin, std::size_t end) {
  if (batch.configuration.preload) touch(batch.states.slice(begin, end));
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
