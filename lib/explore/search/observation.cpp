#include "explore/search/observation.h"

#include <algorithm>
#include <functional>

namespace tenter::explore {
namespace {

std::uint64_t combined(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6U) + (hash >> 2U);
  return hash * 0xff51afd7ed558ccdULL;
}

std::uint64_t hash_of(Anomaly kind, const std::string& text) {
  return combined(static_cast<std::uint64_t>(kind), std::hash<std::string>()(text));
}

// What each is known by.
struct Key {
  std::uint64_t operator()(const RemarkableOutcome& outcome) const {
    return combined(hash_of(outcome.kind, outcome.text), static_cast<std::uint64_t>(outcome.expectation));
  }
  // What is waited for, whoever does: copies of an actor stand for each other.
  std::uint64_t operator()(const Standstill& standstill) const {
    std::vector<std::uint64_t> each;
    for (const PendingWait& wait : standstill.waiting) {
      each.push_back(combined(static_cast<std::uint64_t>(wait.operation.op), wait.operation.object.code()));
    }
    std::sort(each.begin(), each.end());
    std::uint64_t key = 0;
    for (const std::uint64_t one : each) key = combined(key, one);
    return key;
  }
  std::uint64_t operator()(const Death& death) const { return hash_of(death.kind, death.detail); }
  // The same pair of places, whichever came first.
  std::uint64_t operator()(const Race& race) const {
    const auto [low, high] = std::minmax(race.earlier.pc, race.later.pc);
    return combined(low, high);
  }
  std::uint64_t operator()(const Leak& leak) const { return combined(leak.size, leak.pc); }
  std::uint64_t operator()(const UnwrittenRead& read) const { return read.pc; }
  std::uint64_t operator()(const ProgramReport& report) const { return hash_of(report.kind, report.detail); }
};

struct Kind {
  Anomaly operator()(const RemarkableOutcome& outcome) const { return outcome.kind; }
  Anomaly operator()(const Standstill& standstill) const {
    return standstill.livelock ? Anomaly::livelock : Anomaly::deadlock;
  }
  Anomaly operator()(const Death& death) const { return death.kind; }
  Anomaly operator()(const Race& race) const { return explore::kind_of(race); }
  Anomaly operator()(const Leak&) const { return Anomaly::leak; }
  Anomaly operator()(const UnwrittenRead&) const { return Anomaly::uninitialised_read; }
  Anomaly operator()(const ProgramReport& report) const { return report.kind; }
};

}  // namespace

std::uint64_t key_of(const Observation& observation) {
  return combined(observation.index(), std::visit(Key(), observation));
}

Anomaly kind_of(const Observation& observation) { return std::visit(Kind(), observation); }

Grade grade_of(const Observation& observation) {
  const auto* const outcome = std::get_if<RemarkableOutcome>(&observation);
  return outcome == nullptr ? Grade::forbidden : outcome->grade;
}

}  // namespace tenter::explore
