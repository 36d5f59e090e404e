#include "explore/race/race_detector.h"

#include <algorithm>

namespace tenter::explore {
namespace {

bool acquires(std::memory_order order) {
  return order == std::memory_order_acquire || order == std::memory_order_consume ||
         order == std::memory_order_acq_rel || order == std::memory_order_seq_cst;
}

bool releases(std::memory_order order) {
  return order == std::memory_order_release || order == std::memory_order_acq_rel ||
         order == std::memory_order_seq_cst;
}

std::uint8_t byte_mask(std::uintptr_t first, std::uintptr_t last) {
  return static_cast<std::uint8_t>((0xffU << first) & (0xffU >> (7 - last)));
}

bool conflict(const RecordedAccess& a, const RecordedAccess& b) {
  return (a.bytes & b.bytes) != 0 && (a.write || b.write) && !(a.atomic && b.atomic);
}

// True when whatever would race with `old` races with `fresh` too, given that `old` happens before `fresh`.
bool supersedes(const RecordedAccess& fresh, const RecordedAccess& old) {
  const bool covers = (old.bytes & ~fresh.bytes) == 0;
  const bool as_strong = (fresh.write || !old.write) && (!fresh.atomic || old.atomic);
  return covers && as_strong;
}

}  // namespace

void RaceDetector::begin() {
  ++era_;
  count_ = 1;
  tasks_[0] = {};
  tasks_[0].now.at[0] = 1;
}

void RaceDetector::forked(TaskId parent, TaskId child) {
  count_ = std::max(count_, child + 1);
  tasks_[child] = {};
  tasks_[child].now = tasks_[parent].now;
  tasks_[child].now.at[child] = 1;
  advance(parent);
}

void RaceDetector::joined(TaskId task, TaskId joined) { tasks_[task].now.join(tasks_[joined].now, count_); }

std::optional<Race> RaceDetector::access(TaskId task, std::uintptr_t address, std::size_t size, bool write,
                                         bool atomic, std::uintptr_t pc) {
  std::optional<Race> found;
  const std::uintptr_t end = address + size;
  for (std::uintptr_t at = address; at < end; at = (at | 7) + 1) {
    const std::uintptr_t last = std::min(end - 1, at | 7);
    const RecordedAccess access{
        pc, tasks_[task].now.at[task], static_cast<std::uint8_t>(task), byte_mask(at & 7, last & 7), write, atomic};
    auto race = access_granule(task, granule(at), access);
    if (race && !found) {
      race->address = at;
      found = race;
    }
  }
  return found;
}

std::optional<Race> RaceDetector::access_granule(TaskId task, Granule& granule, const RecordedAccess& access) {
  if (granule.era != era_) {
    granule.era = era_;
    granule.used = 1;
    granule.slots[0] = access;
    return std::nullopt;
  }
  std::optional<Race> found;
  for (std::uint32_t i = 0; i < granule.used && !found; ++i) {
    const RecordedAccess& earlier = granule.slots[i];
    if (earlier.task != task && conflict(earlier, access) && !ordered_before(earlier, task)) {
      found = Race{earlier, access, 0};
    }
  }
  store(granule, access);
  return found;
}

// Keeps what a later access might race with. When there is no room left, an access that is ordered before the new
// one goes first, then the oldest: a program needs more than kSlots unordered accesses of one granule for that.
void RaceDetector::store(Granule& granule, const RecordedAccess& access) {
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < granule.used; ++i) {
    const RecordedAccess old = granule.slots[i];
    if (supersedes(access, old) && ordered_before(old, access.task)) continue;
    granule.slots[kept++] = old;
  }
  if (kept == kSlots) {
    std::move(granule.slots.begin() + 1, granule.slots.end(), granule.slots.begin());
    --kept;
  }
  granule.slots[kept++] = access;
  granule.used = kept;
}

RaceDetector::Granule& RaceDetector::granule(std::uintptr_t address) {
  const std::uintptr_t number = address / (kGranules * 8);
  CachedPage& cached = cache_[number % cache_.size()];
  if (cached.number != number) {
    std::unique_ptr<Page>& page = pages_[number];
    if (!page) page = std::make_unique<Page>();
    cached = {number, page.get()};
  }
  return cached.page->granules[(address / 8) % kGranules];
}

VectorClock& RaceDetector::sync_clock(std::uintptr_t object) {
  SyncClock& sync = syncs_[object];
  if (sync.era != era_) {
    sync.era = era_;
    sync.clock = {};
  }
  return sync.clock;
}

void RaceDetector::atomic_load(TaskId task, std::uintptr_t address, std::memory_order order) {
  const VectorClock& published = sync_clock(address);
  tasks_[task].seen_relaxed.join(published, count_);
  if (acquires(order)) tasks_[task].now.join(published, count_);
}

// A store by whichever task ends the release sequence that was there (C++20 [intro.races]).
void RaceDetector::atomic_store(TaskId task, std::uintptr_t address, std::memory_order order) {
  sync_clock(address) = releases(order) ? tasks_[task].now : tasks_[task].release_fence;
  if (releases(order)) advance(task);
}

// A read-modify-write continues the release sequence that it reads from.
void RaceDetector::atomic_update(TaskId task, std::uintptr_t address, std::memory_order order) {
  atomic_load(task, address, order);
  sync_clock(address).join(releases(order) ? tasks_[task].now : tasks_[task].release_fence, count_);
  if (releases(order)) advance(task);
}

void RaceDetector::fence(TaskId task, std::memory_order order) {
  TaskClocks& clocks = tasks_[task];
  if (acquires(order)) clocks.now.join(clocks.seen_relaxed, count_);
  if (releases(order)) {
    clocks.release_fence = clocks.now;
    advance(task);
  }
}

void RaceDetector::acquire(TaskId task, std::uintptr_t object) { tasks_[task].now.join(sync_clock(object), count_); }

void RaceDetector::release(TaskId task, std::uintptr_t object) {
  sync_clock(object).join(tasks_[task].now, count_);
  advance(task);
}

void RaceDetector::forget(std::uintptr_t address, std::size_t size) {
  for (std::uintptr_t at = address; at < address + size; at = (at | 7) + 1) granule(at).era = 0;
}

}  // namespace tenter::explore
