// Data races by happens-before: two accesses to overlapping memory, at least one a write, not both atomic, neither
// ordered before the other.
//
// Order comes from program order, synchronisation (acquire after release of the same object) and atomics by their
// memory orders: a relaxed atomic orders nothing, release sequences and fences do as C++20 has them. Each access is
// kept as an epoch (task and that task's clock), after FastTrack: Flanagan and Freund, "FastTrack: efficient and
// precise dynamic race detection", PLDI 2009; unlike it, unordered accesses are kept side by side, as many as there
// are, so that both places of every race are known.
//
// Of each byte an access is forgotten only for a later one that is ordered after it and races with whatever it
// would have raced with. So an access that races with any earlier one is always reported, with the latest of those.
//
// Besides, whether the weaker orders of atomics matter. A program whose conflicting atomic accesses, where they are
// not both seq_cst, are ordered by happens-before without the order that these accesses make themselves, in all of
// its sequentially consistent executions, has no other executions (the theorem for programs without data races: Adve
// and Hill, "Weak ordering: a new definition", ISCA 1990, with all but seq_cst atomics as data; Lahav et al.,
// "Repairing sequential consistency in C/C++11", PLDI 2017, prove more). Each access is looked at before what it
// synchronises counts, but for a seq_cst access that reads from another. As long as all were ordered so, weaker
// orders have added nothing, and one happens-before serves for both.
//
// Thread safety: one thread. Memory: proportional to the memory that an execution touches.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "explore/event/operation.h"
#include "explore/event/race.h"
#include "explore/race/vector_clock.h"

namespace tenter::explore {

class RaceDetector {
 public:
  // Forgets everything; task 0 is about to run.
  void begin();

  // `child`, the next number, inherits its parent's past.
  void forked(TaskId parent, TaskId child);
  // `joined` has returned, and `task` has waited for it.
  void joined(TaskId task, TaskId joined);

  // A plain access of any size. Returns the races that it completes; valid until the next call. One that only repeats
  // the last access of its memory may return none.
  std::span<const Race> access(TaskId task, std::uintptr_t address, std::size_t size, bool write, std::uintptr_t pc);
  // The same of an atomic one.
  std::span<const Race> atomic_access(TaskId task, std::uintptr_t address, std::size_t size, bool write,
                                      std::memory_order order, std::uintptr_t pc);

  // The memory is about to be freed: a plain write to all of it.
  std::span<const Race> free(TaskId task, std::uintptr_t address, std::size_t size, std::uintptr_t pc);

  enum class Atomic : std::uint8_t { load, store, update };
  // Each atomic access, before what it synchronises.
  void begin_atomic(TaskId task, std::uintptr_t address, std::size_t size, Atomic kind, std::memory_order order,
                    std::uintptr_t pc) {
    note(order);
    if (!weaker_orders_used_ || non_sc_race_) [[likely]]
      return;
    find_non_sc_race({pc, 0, static_cast<std::uint8_t>(task), 0, kind != Atomic::load, true, false, order}, address,
                     size, kind != Atomic::store);
  }
  // That weaker orders matter: the first pair of accesses of this execution that shows it.
  const std::optional<Race>& non_sc_race() const { return non_sc_race_; }

  // The synchronisation that atomic accesses carry: a load's before its access(), a store's after it, and of a
  // read-modify-write first the load's, then its access(), then what it adds to the release sequence that it read.
  void atomic_load(TaskId task, std::uintptr_t address, std::memory_order order);
  void atomic_store(TaskId task, std::uintptr_t address, std::memory_order order);
  void atomic_update(TaskId task, std::uintptr_t address, std::memory_order order);
  void fence(TaskId task, std::memory_order order);

  // Whether any of these asked for less than sequential consistency, in any execution.
  bool weaker_orders_used() const { return weaker_orders_used_; }

  // Of synchronisation objects: everything before a release happens before everything after a later acquire.
  void acquire(TaskId task, Object object);
  void release(TaskId task, Object object);

  // Everything that `other` has done so far happens before what `task` does next.
  bool has_seen_all_of(TaskId task, TaskId other) const {
    return tasks_[other].now.at[other] <= tasks_[task].now.at[other];
  }

  // The memory has been recycled: old accesses have nothing to do with new ones, nor have the atomics and
  // synchronisation objects that lay there. Whole granules of eight bytes: of what an allocator gives out.
  void forget(std::uintptr_t address, std::size_t size);

 private:
  struct TaskClocks {
    VectorClock now;
    VectorClock seen_relaxed;   // what an acquire fence would add
    VectorClock release_fence;  // what a relaxed store would publish
  };

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::uint16_t kFirstRoom = 4;
  static constexpr std::size_t kGranules = 512;  // of eight bytes: a page
  struct Granule {
    std::uint64_t era = 0;       // of the execution that last touched it
    std::uint32_t slots = 0;     // its accesses: where in slots_,
    std::uint16_t used = 0;      // how many,
    std::uint16_t room = 0;      // and how many there may be before they have to move
    std::uint32_t sync = kNone;  // the first in a chain of sync clocks of objects that lie here
  };
  struct Page {
    std::array<Granule, kGranules> granules;
  };
  struct SyncClock {
    std::uintptr_t object = 0;
    std::uint32_t next = kNone;  // in its granule
    VectorClock clock;
  };

  inline std::span<const Race> access(std::uintptr_t address, std::size_t size, RecordedAccess& access);
  Page* find_page(std::uintptr_t number);
  Page& page(std::uintptr_t number);
  Granule& granule(std::uintptr_t address) {
    const std::uintptr_t number = address / (kGranules * 8);
    const CachedPage& cached = cache_[number % cache_.size()];
    Page& home = cached.number == number ? *cached.page : page(number);
    Granule& found = home.granules[(address / 8) % kGranules];
    if (found.era != era_) found = {era_};
    return found;
  }
  inline void access_granule(Granule& granule, std::uintptr_t at, const RecordedAccess& access);
  void find_non_sc_race(RecordedAccess access, std::uintptr_t address, std::size_t size, bool reads);
  void report(std::uintptr_t at, const RecordedAccess& earlier, const RecordedAccess& later);
  void store(Granule& granule, const RecordedAccess& access) {
    if (granule.used == granule.room) [[unlikely]]
      make_room(granule);
    slots_[granule.slots + granule.used++] = access;
  }
  void make_room(Granule& granule);
  void forget_syncs(Granule& granule, std::uintptr_t first, std::uintptr_t last);
  VectorClock& sync_clock(std::uintptr_t object);
  std::uint32_t new_sync(std::uintptr_t object, std::uint32_t next);
  bool ordered_before(const RecordedAccess& earlier, TaskId task) const {
    return earlier.clock <= tasks_[task].now.at[earlier.task];
  }
  void advance(TaskId task) { ++tasks_[task].now.at[task]; }

  void note(std::memory_order order) { weaker_orders_used_ |= order != std::memory_order_seq_cst; }

  bool weaker_orders_used_ = false;
  std::optional<Race> non_sc_race_;  // of this execution: no more are looked for
  std::uint64_t era_ = 0;
  TaskId most_ = 1;  // tasks that any execution has had: no clock knows of more
  std::array<TaskClocks, kMaxTasks> tasks_;
  std::vector<Race> found_;
  std::vector<RecordedAccess> slots_;
  std::size_t slots_used_ = 0;  // the rest is from executions before
  std::vector<SyncClock> syncs_;
  std::size_t syncs_used_ = 0;  // the rest is from executions before
  std::unordered_map<std::uintptr_t, std::unique_ptr<Page>> pages_;
  struct CachedPage {
    std::uintptr_t number = ~std::uintptr_t{0};
    Page* page = nullptr;
  };
  std::array<CachedPage, 64> cache_{};
};

}  // namespace tenter::explore
