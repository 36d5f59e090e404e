#include "explore/schedule/footprint.h"

#include <algorithm>

namespace tenter::explore {

Footprint::Footprint(std::span<const Operation> operations) : operations_(operations.begin(), operations.end()) {
  for (const Operation& operation : operations_) {
    Places places = places_of(operation.object.code(), operation.size);
    if (operation.mutex != 0) places |= places_of(operation.mutex, 0);
    touched_ |= places;
    if (modifies(operation.op)) modified_ |= places;
  }
}

Footprint::Places Footprint::places_of(std::uintptr_t object, std::size_t size) {
  constexpr std::uintptr_t kGrain = 8;
  constexpr std::uintptr_t kBits = 64;
  const std::uintptr_t first = object / kGrain;
  const std::uintptr_t last = (object + std::max<std::size_t>(size, 1) - 1) / kGrain;
  if (last - first >= kBits) return ~Places{0};
  Places places = 0;
  for (std::uintptr_t grain = first; grain <= last; ++grain) places |= Places{1} << (grain % kBits);
  return places;
}

bool Footprint::have_dependent_operations(const Footprint& a, const Footprint& b) {
  for (const Operation& one : a.operations_) {
    for (const Operation& other : b.operations_) {
      if (dependent(one, other)) return true;
    }
  }
  return false;
}

}  // namespace tenter::explore
