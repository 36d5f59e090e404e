// Races that have been told of: a pair of places in the code is, once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "explore/event/race.h"

namespace tenter::explore {

class KnownRaces {
 public:
  // False when it was known, whichever of its two accesses came first.
  bool learn(const Race& race) { return pairs_.insert(std::minmax(race.earlier.pc, race.later.pc)).second; }
  void forget() { pairs_.clear(); }

 private:
  std::set<std::pair<std::uintptr_t, std::uintptr_t>> pairs_;
};

}  // namespace tenter::explore
