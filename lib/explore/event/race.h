// Two accesses that nothing orders, as values.
#pragma once

#include <tenter/anomaly.h>

#include <atomic>
#include <cstdint>
#include <limits>

#include "explore/event/task_set.h"

namespace tenter::explore {

// Small: there are as many as memory accesses.
struct RecordedAccess {
  std::uintptr_t pc = 0;
  std::uint32_t clock = 0;
  std::uint8_t task = 0;
  static_assert(kMaxTasks - 1 <= std::numeric_limits<std::uint8_t>::max());
  std::uint8_t bytes = 0;  // which of the eight bytes of its granule; of `earlier`, those not yet forgotten
  bool write = false;
  bool atomic = false;
  bool frees = false;                                   // the memory: no access will be one
  std::memory_order order = std::memory_order_seq_cst;  // of an atomic one

  bool weaker_than_sc() const { return atomic && order != std::memory_order_seq_cst; }
  friend bool operator==(const RecordedAccess&, const RecordedAccess&) = default;
};

struct Race {
  RecordedAccess earlier, later;
  std::uintptr_t address = 0;  // of the first byte that both accessed
};

// Where one of the two accesses is that of who frees the memory, there may be none to access, and the race is known
// by that.
constexpr Anomaly kind_of(const Race& race) {
  if (race.earlier.frees && race.later.frees) return Anomaly::double_free;
  return race.earlier.frees || race.later.frees ? Anomaly::use_after_free : Anomaly::data_race;
}

}  // namespace tenter::explore
