// The part of an object's body that knows no type of states.
#include <tenter/detail/guarded.h>
#include <tenter/detail/hidden.h>
#include <tenter/detail/object_of.h>

#include <algorithm>

#include "scenario_code/history_clock.h"
#include "scenario_code/history_plan.h"
#include "scenario_code/history_tally.h"

namespace tenter::detail {
namespace {

TENTER_SEEN Slot* slots_of(Slots& slots) { return slots.all.data(); }
TENTER_SEEN void make(const PlannedCall& call, void* object, Slot& slot) { call.make(object, slot); }

}  // namespace

struct HistoryBody::Named {
  const PlannedCall* call;
  const char* text;
};

HistoryBody::HistoryBody(const HistoryPlan* plan, std::size_t object_offset)
    : plan_(plan),
      object_offset_(object_offset),
      calls_(std::make_unique<Named[]>(plan->calls.size())),
      first_call_(calls_.get()),
      thread_begins_(plan->thread_begins.data()),
      by_counter_(counters_agree()) {
  std::transform(plan->calls.begin(), plan->calls.end(), calls_.get(), [](const PlannedCall& call) {
    return Named{&call, call.text().c_str()};
  });
}
HistoryBody::~HistoryBody() = default;

std::size_t HistoryBody::actor_count() const { return plan_->thread_begins.size() - 1; }

TENTER_HIDDEN void HistoryBody::act(std::size_t actor, StateRange states, ActorLog& log) const {
  const std::size_t begin = thread_begins_[actor];
  const std::size_t end = thread_begins_[actor + 1];
  const std::size_t object_offset = object_offset_;
  const Named* const calls = first_call_;
  const bool by_counter = by_counter_;
  std::uint64_t started = *log.started;
  for_each_guarded(states.count, log, [&](std::size_t i) TENTER_HIDDEN {
    publish(log.started, ++started);
    std::byte* const state = states.first + i * states.stride;
    Slot* const slots = slots_of(*reinterpret_cast<Slots*>(state));
    for (std::size_t n = begin; n < end; ++n) {
      slots[n].times.invoked = kAfterPrefix + invoked_now(calls[n].text, by_counter);
      make(*calls[n].call, state + object_offset, slots[n]);
      slots[n].times.responded = kAfterPrefix + responded_now(calls[n].text, by_counter);
    }
  });
}

std::unique_ptr<Tally> HistoryBody::new_tally() const {
  return std::make_unique<HistoryTally>(*plan_, object_offset_);
}

std::string HistoryBody::why(const std::string& outcome) const { return plan_->reasons.of(outcome); }

}  // namespace tenter::detail
