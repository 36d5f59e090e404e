#include "explore/runtime/visibility.h"

#include <algorithm>
#include <vector>

namespace tenter::explore {
namespace {

std::vector<std::uintptr_t> sorted(const std::unordered_set<std::uintptr_t>& set) {
  std::vector<std::uintptr_t> result(set.begin(), set.end());
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

VisiblePlaces Visibility::places() const { return {sorted(accesses_), sorted(releases_)}; }

void Visibility::set_places(const VisiblePlaces& places) {
  accesses_ = {places.accesses.begin(), places.accesses.end()};
  releases_ = {places.releases.begin(), places.releases.end()};
}

bool Visibility::learn(const Race& race) {
  const bool counts = !may_race(race.address);
  if (counts && !reported_races_.add(race)) return false;
  for (const RecordedAccess* access : {&race.earlier, &race.later}) {
    if (!access->atomic) make_step(access->pc);
  }
  return counts;
}

bool Visibility::may_race(std::uintptr_t address) const {
  return std::any_of(benign_.begin(), benign_.end(),
                     [&](const Bytes& bytes) { return address - bytes.begin < bytes.size; });
}

}  // namespace tenter::explore
