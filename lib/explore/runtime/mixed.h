#pragma once

#include <cstdint>

namespace tenter::explore {

// A hash of all that went into `hash`, and of `value`.
constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash ^= value;
  hash *= 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 29);
}

}  // namespace tenter::explore
