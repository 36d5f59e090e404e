#include "scenario_code/history_tally.h"

#include <tenter/detail/guarded.h>
#include <tenter/detail/hidden.h>

#include <algorithm>
#include <utility>

#include "scenario_code/history_text.h"
#include "scenario_code/host.h"

namespace tenter::detail {
namespace {

const std::vector<Slot>& slots_of(void* state) { return static_cast<Slots*>(state)->all; }

TENTER_SEEN void finish(const HistoryPlan& plan, std::byte* state, std::size_t object_offset) {
  make_suffix(plan, *reinterpret_cast<Slots*>(state), state + object_offset);
}

}  // namespace

void HistoryTally::collect(StateRange states, ActorLog& log) {
  for_each_guarded(states.count, log, [&](std::size_t i) {
    finish(plan_, static_cast<std::byte*>(states[i]), object_offset_);
    add(slots_of(states[i]));
  });
}

TENTER_HIDDEN void HistoryTally::observe(StateRange states, ActorLog& log) {
  const HistoryPlan* const plan = &plan_;
  const std::size_t object_offset = object_offset_;
  for_each_guarded(states.count, log, [&](std::size_t i) TENTER_HIDDEN {
    finish(*plan, states.first + i * states.stride, object_offset);
  });
}

void HistoryTally::count(StateRange states, ActorLog& log) {
  for_each_guarded(states.count, log, [&](std::size_t i) { add(slots_of(states[i])); });
}

// Where some order of what has returned leaves those that have not with nothing to wait for but others.
bool HistoryTally::count_waiting(StateRange states) {
  const std::vector<Slot>& slots = slots_of(states[0]);
  if (!host->order_of(Specified(plan_, slots, true)).allowed) return false;
  const std::size_t row = row_at(history_text(plan_, slots), ObjectSubject::kAccepted);
  ++rows_[row].count;
  return true;
}

void HistoryTally::counts(std::vector<std::uint64_t>& counts) const {
  for (const OutcomeCount& row : rows_) counts.push_back(row.count);
}

// Most executions have a history that was there before; the last few come first.
void HistoryTally::add(const std::vector<Slot>& slots) {
  constexpr std::size_t kBits = 64;
  const std::size_t words = (slots.size() + kBits - 1) / kBits;
  before_.assign(slots.size() * words, 0);
  std::uint64_t* bits = before_.data();
  for (const Slot& later : slots) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (slots[i].times.responded < later.times.invoked) bits[i / kBits] |= std::uint64_t{1} << i % kBits;
    }
    bits += words;
  }
  const auto found = std::find_if(known_.begin(), known_.end(), [&](const Known& known) { return is(known, slots); });
  if (found == known_.end()) {
    const std::size_t row = row_of(slots);
    if (known_.size() < kMaxDistinct) known_.insert(known_.begin(), Known{{slots, before_}, row});
    ++rows_[row].count;
  } else {
    ++rows_[found->row].count;
    if (found != known_.begin()) std::swap(*found, *(found - 1));
  }
}

bool HistoryTally::is(const Known& known, const std::vector<Slot>& slots) const {
  if (known.key.before != before_) return false;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (!plan_.calls[i].same(known.key.slots[i], slots[i])) return false;
  }
  return true;
}

std::size_t HistoryTally::row_of(const std::vector<Slot>& slots) {
  const Specified history(plan_, slots, false);
  const OrderFound found = host->order_of(history);
  std::string text = history_text(plan_, slots);
  if (!found.allowed) plan_.reasons.add(text, reason_text(plan_, history, slots, found));
  return row_at(std::move(text), found.allowed ? ObjectSubject::kAccepted : ObjectSubject::kRefuted);
}

std::size_t HistoryTally::row_at(std::string text, int expectation) {
  const auto same = [&](const OutcomeCount& row) { return row.outcome == text && row.expectation == expectation; };
  auto row = std::find_if(rows_.begin(), rows_.end(), same);
  if (row == rows_.end() && rows_.size() >= kMaxDistinct) {
    text = "(others)";
    row = std::find_if(rows_.begin(), rows_.end(), same);
  }
  if (row == rows_.end()) row = rows_.insert(rows_.end(), OutcomeCount{text, 0, expectation});
  return static_cast<std::size_t>(row - rows_.begin());
}

}  // namespace tenter::detail
