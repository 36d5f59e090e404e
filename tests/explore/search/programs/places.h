// A place in a small program, and pairs of places that race.
#pragma once

#include <algorithm>
#include <compare>
#include <ostream>
#include <set>
#include <utility>

#include "small_program.h"

namespace tenter::explore::test {

struct Place {
  int thread = 0;
  int index = 0;  // of the operation

  friend auto operator<=>(const Place&, const Place&) = default;
};

inline std::ostream& operator<<(std::ostream& out, const Place& place) {
  return out << place.thread << '.' << place.index;
}

// Whichever comes first.
using RacingPlaces = std::set<std::pair<Place, Place>>;
inline std::pair<Place, Place> racing(Place a, Place b) { return {std::min(a, b), std::max(a, b)}; }

}  // namespace tenter::explore::test
