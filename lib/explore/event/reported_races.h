// Races that have been in a result: a pair of places in the code is, once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "explore/event/race.h"

namespace tenter::explore {

class ReportedRaces {
 public:
  // False when it was there, whichever of its two accesses came first.
  bool add(const Race& race) { return pairs_.insert(std::minmax(race.earlier.pc, race.later.pc)).second; }

  friend bool operator==(const ReportedRaces&, const ReportedRaces&) = default;

 private:
  std::set<std::pair<std::uintptr_t, std::uintptr_t>> pairs_;
};

}  // namespace tenter::explore
