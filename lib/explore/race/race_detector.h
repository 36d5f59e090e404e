// Data races by happens-before: two accesses to overlapping memory, at least one a write, not both atomic, neither
// ordered before the other.
//
// Order comes from program order, synchronisation (acquire after release of the same object) and atomics by their
// memory orders: a relaxed atomic orders nothing, release sequences and fences do as C++20 has them. Each access is
// kept as an epoch (task and that task's clock), after FastTrack: Flanagan and Freund, "FastTrack: efficient and
// precise dynamic race detection", PLDI 2009; unlike it, reads by different tasks are kept side by side, so that
// both places of every race are known.
//
// Thread safety: one thread. Memory: proportional to the memory that executions touch.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "explore/event/operation.h"
#include "explore/race/vector_clock.h"

namespace tenter::explore {

struct RecordedAccess {
  std::uintptr_t pc = 0;
  std::uint32_t clock = 0;
  std::uint8_t task = 0;
  std::uint8_t bytes = 0;  // which of the eight bytes of its granule
  bool write = false;
  bool atomic = false;
};

struct Race {
  RecordedAccess earlier, later;
  std::uintptr_t address = 0;  // of the granule
};

class RaceDetector {
 public:
  // Forgets everything; task 0 is about to run.
  void begin();

  // `child`, the next number, inherits its parent's past.
  void forked(TaskId parent, TaskId child);
  // `joined` has returned, and `task` has waited for it.
  void joined(TaskId task, TaskId joined);

  // A plain or atomic access of 1 to 16 bytes (or more: a range). Returns the first race that it completes.
  std::optional<Race> access(TaskId task, std::uintptr_t address, std::size_t size, bool write, bool atomic,
                             std::uintptr_t pc);

  // The synchronisation that atomic accesses carry.
  void atomic_load(TaskId task, std::uintptr_t address, std::memory_order order);
  void atomic_store(TaskId task, std::uintptr_t address, std::memory_order order);
  void atomic_update(TaskId task, std::uintptr_t address, std::memory_order order);
  void fence(TaskId task, std::memory_order order);

  // Of synchronisation objects: everything before a release happens before everything after a later acquire.
  void acquire(TaskId task, std::uintptr_t object);
  void release(TaskId task, std::uintptr_t object);

  // The memory has been recycled: its old accesses have nothing to do with new ones.
  void forget(std::uintptr_t address, std::size_t size);

 private:
  struct TaskClocks {
    VectorClock now;
    VectorClock seen_relaxed;   // what an acquire fence would add
    VectorClock release_fence;  // what a relaxed store would publish
  };

  static constexpr std::size_t kSlots = 8;
  static constexpr std::size_t kGranules = 512;  // of eight bytes: a page
  struct Granule {
    std::uint64_t era = 0;  // of the execution that last touched it
    std::uint32_t used = 0;
    std::array<RecordedAccess, kSlots> slots;
  };
  struct Page {
    std::array<Granule, kGranules> granules;
  };
  struct SyncClock {
    std::uint64_t era = 0;
    VectorClock clock;
  };

  Granule& granule(std::uintptr_t address);
  std::optional<Race> access_granule(TaskId task, Granule& granule, const RecordedAccess& access);
  void store(Granule& granule, const RecordedAccess& access);
  VectorClock& sync_clock(std::uintptr_t object);
  bool ordered_before(const RecordedAccess& earlier, TaskId task) const {
    return earlier.clock <= tasks_[task].now.at[earlier.task];
  }
  void advance(TaskId task) { ++tasks_[task].now.at[task]; }

  std::uint64_t era_ = 0;
  TaskId count_ = 0;
  std::array<TaskClocks, kMaxTasks> tasks_;
  std::unordered_map<std::uintptr_t, std::unique_ptr<Page>> pages_;
  struct CachedPage {
    std::uintptr_t number = ~std::uintptr_t{0};
    Page* page = nullptr;
  };
  std::array<CachedPage, 64> cache_{};
  std::unordered_map<std::uintptr_t, SyncClock> syncs_;
};

}  // namespace tenter::explore
