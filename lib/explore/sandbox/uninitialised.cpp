#include "explore/sandbox/uninitialised.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_set>

#include "explore/search/findings.h"

namespace tenter::explore {
namespace {

// As numbers, a large one and one below zero; neither is a pointer to anything.
constexpr std::uint8_t kPatterns[] = {0x5a, 0xc3};

bool overlap(const UnwrittenRead& left, const UnwrittenRead& right) {
  return left.block == right.block && left.offset < right.offset + right.size &&
         right.offset < left.offset + left.size;
}

// Which of the trial's reads, ascending. Of those of the same bytes the last one before which nothing had become
// different: those before have only copied them.
std::set<std::size_t> deciding_with(std::uint8_t pattern, Trial& trial) {
  const std::vector<UnwrittenRead>& reads = trial.reads();
  std::vector<std::optional<std::size_t>> steps;
  for (const UnwrittenRead& read : reads) {
    steps.push_back(trial.diverges({pattern, read.block, read.offset, read.size}));
  }
  std::set<std::size_t> found;
  for (std::size_t i = 0; i < reads.size(); ++i) {
    if (!steps[i]) continue;
    std::size_t last = i;
    for (std::size_t j = i + 1; j < reads.size(); ++j) {
      if (steps[j] && overlap(reads[i], reads[j]) && reads[j].step <= *steps[i]) last = j;
    }
    found.insert(last);
  }
  return found;
}

// What the watchdog has decided depends on how fast the processor was; and what was given up has no end. What has
// become visible in the middle of an execution makes the search begin anew.
bool is_whole(const ExecutionResult& execution) {
  const bool of_stillness = std::any_of(execution.deaths.begin(), execution.deaths.end(),
                                        [](const Death& death) { return death.kind == Anomaly::livelock; });
  return !of_stillness && !execution.new_visible_place && execution.ending != Ending::abandoned &&
         execution.ending != Ending::cut && execution.ending != Ending::external_wait;
}

}  // namespace

std::vector<UnwrittenRead> Uninitialised::look(const ExecutionResult& execution, const VisiblePlaces& places) {
  if (execution.unwritten_reads.empty() || !is_whole(execution) || !due(execution.unwritten_reads)) return {};
  return deciding({tasks_of(execution), places}, execution.unwritten_reads);
}

std::vector<UnwrittenRead> Uninitialised::deciding(const PinnedSchedule& schedule,
                                                   const std::vector<UnwrittenRead>& reads) {
  if (reads.empty() || !forked_.possible()) return {};
  Trial trial(forked_, schedule);
  if (!trial.is_as_before(reads)) return {};
  for (const std::uint8_t pattern : kPatterns) {
    if (!trial.diverges({pattern})) continue;
    std::vector<UnwrittenRead> found;
    for (const std::size_t index : deciding_with(pattern, trial)) found.push_back(reads[index]);
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
