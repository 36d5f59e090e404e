#include "explore/engine/uninitialised.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "explore/engine/findings.h"

namespace tenter::explore {
namespace {

// As numbers, a large one and one below zero; neither is a pointer to anything.
constexpr std::uint8_t kPatterns[] = {0x5a, 0xc3};

bool overlap(const UnwrittenRead& left, const UnwrittenRead& right) {
  return left.block == right.block && left.offset < right.offset + right.size &&
         right.offset < left.offset + left.size;
}

// The last one of the same bytes, before which nothing had become different: those before have only copied them.
const UnwrittenRead& last_of_same(const std::vector<UnwrittenRead>& reads, const UnwrittenRead& read,
                                  std::size_t steps) {
  const auto last = std::find_if(reads.rbegin(), reads.rend(), [&](const UnwrittenRead& other) {
    return overlap(other, read) && other.step <= steps;
  });
  return last == reads.rend() ? read : *last;
}

std::vector<UnwrittenRead> deciding_with(std::uint8_t pattern, Trial& trial,
                                         const std::vector<UnwrittenRead>& reads) {
  std::vector<UnwrittenRead> found;
  for (const UnwrittenRead& read : reads) {
    const auto steps = trial.departs({pattern, read.block, read.offset, read.size});
    if (!steps) continue;
    const UnwrittenRead& last = last_of_same(reads, read, *steps);
    const bool known = std::any_of(found.begin(), found.end(), [&](const UnwrittenRead& one) { return one == last; });
    if (!known) found.push_back(last);
  }
  return found;
}

// What the watchdog has decided depends on how fast the processor was; and what was given up has no end. What has
// become visible in the middle of an execution makes the search begin anew.
bool is_whole(const Outcome& execution) {
  const bool of_stillness = std::any_of(execution.deaths.begin(), execution.deaths.end(),
                                        [](const Death& death) { return death.kind == Anomaly::livelock; });
  return !of_stillness && !execution.new_visible_place && execution.ending != Ending::abandoned &&
         execution.ending != Ending::cut && execution.ending != Ending::outside;
}

}  // namespace

std::vector<UnwrittenRead> Uninitialised::look(const Outcome& execution, const VisiblePlaces& places) {
  if (execution.unwritten_reads.empty() || !is_whole(execution) || !due(execution.unwritten_reads)) return {};
  return deciding({tasks_of(execution), places}, execution.unwritten_reads);
}

std::vector<UnwrittenRead> Uninitialised::deciding(const Course& course, const std::vector<UnwrittenRead>& reads) {
  if (reads.empty() || !isolation_.possible()) return {};
  __atomic_fetch_add(&progress_.heartbeat.started, 1, __ATOMIC_RELAXED);
  Trial trial(isolation_, course);
  if (!trial.is_as_before(reads)) return {};
  for (const std::uint8_t pattern : kPatterns) {
    if (!trial.departs({pattern})) continue;
    const std::vector<UnwrittenRead> found = deciding_with(pattern, trial, reads);
    if (!found.empty()) return found;
  }
  return {};
}

bool Uninitialised::due(const std::vector<UnwrittenRead>& reads) {
  bool any = false;
  std::unordered_set<std::uintptr_t> seen;
  for (const UnwrittenRead& read : reads) {
    if (!seen.insert(read.pc).second) continue;
    Place& place = places_[read.pc];
    if (++place.times < place.next) continue;
    place.next = 2 * place.times;
    any = true;
  }
  return any;
}

}  // namespace tenter::explore
