#include "explore/race/race_detector.h"

#include <algorithm>
#include <bit>

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

// True when whatever would race with `old` would race with `fresh`, on the bytes of both; as an atomic, too.
bool as_strong(const RecordedAccess& fresh, const RecordedAccess& old) {
  if (!fresh.write && old.write) return false;
  return !fresh.atomic || (old.atomic && (fresh.weaker_than_sc() || !old.weaker_than_sc()));
}

// Whether the last write to these bytes is a seq_cst one.
bool wrote_last_by_sc(std::span<const RecordedAccess> recorded, std::uint8_t bytes) {
  const auto last = std::find_if(recorded.rbegin(), recorded.rend(), [bytes](const RecordedAccess& access) {
    return access.write && (access.bytes & bytes) != 0;
  });
  return last != recorded.rend() && last->atomic && !last->weaker_than_sc();
}

// Two atomic accesses whose order may matter.
bool conflict_of_orders(const RecordedAccess& a, const RecordedAccess& b) {
  return (a.bytes & b.bytes) != 0 && (a.write || b.write) && a.atomic && b.atomic &&
         (a.weaker_than_sc() || b.weaker_than_sc());
}

}  // namespace

void RaceDetector::begin() {
  ++era_;
  slots_used_ = 0;
  syncs_used_ = 0;
  TaskClocks& first = tasks_[0];
  for (VectorClock* clock : {&first.now, &first.seen_relaxed, &first.release_fence}) clock->clear(most_);
  first.now.at[0] = 1;
  non_sc_race_.reset();
}

void RaceDetector::forked(TaskId parent, TaskId child) {
  most_ = std::max(most_, child + 1);
  TaskClocks& clocks = tasks_[child];
  clocks.now.assign(tasks_[parent].now, most_);
  clocks.seen_relaxed.clear(most_);
  clocks.release_fence.clear(most_);
  clocks.now.at[child] = 1;
  advance(parent);
}

void RaceDetector::joined(TaskId task, TaskId joined) { tasks_[task].now.join(tasks_[joined].now, most_); }

[[gnu::always_inline]] inline void RaceDetector::access_granule(Granule& granule, std::uintptr_t at,
                                                                const RecordedAccess& access) {
  if (granule.sync != kNone && access.write && !access.atomic) {
    forget_syncs(granule, at + static_cast<std::uintptr_t>(std::countr_zero(access.bytes)),
                 at + 7 - static_cast<std::uintptr_t>(std::countl_zero(access.bytes)));
  }
  RecordedAccess* const slots = slots_.data() + granule.slots;
  if (granule.used != 0 && slots[granule.used - 1] == access) return;  // a loop: all was said the first time
  std::uint16_t kept = 0;
  for (std::uint16_t i = 0; i < granule.used; ++i) {
    RecordedAccess& earlier = slots[i];
    if (!ordered_before(earlier, access.task)) {
      if (conflict(earlier, access)) report(at, earlier, access);
    } else if (as_strong(access, earlier)) {
      earlier.bytes &= static_cast<std::uint8_t>(~access.bytes);
    }
    if (earlier.bytes == 0) continue;
    if (kept != i) slots[kept] = earlier;
    ++kept;
  }
  granule.used = kept;
  store(granule, access);
}

// `access`, but for its bytes.
[[gnu::always_inline]] inline std::span<const Race> RaceDetector::access(std::uintptr_t address, std::size_t size,
                                                                         RecordedAccess& access) {
  found_.clear();
  const std::uintptr_t end = address + size;
  for (std::uintptr_t at = address; at < end; at = (at | 7) + 1) {
    access.bytes = byte_mask(at & 7, std::min(end - 1, at | 7) & 7);
    access_granule(granule(at), at & ~std::uintptr_t{7}, access);
  }
  return found_;
}

std::span<const Race> RaceDetector::access(TaskId task, std::uintptr_t address, std::size_t size, bool write,
                                           std::uintptr_t pc) {
  RecordedAccess access{pc, tasks_[task].now.at[task], static_cast<std::uint8_t>(task), 0, write, false, false};
  return this->access(address, size, access);
}

std::span<const Race> RaceDetector::atomic_access(TaskId task, std::uintptr_t address, std::size_t size, bool write,
                                                  std::memory_order order, std::uintptr_t pc) {
  RecordedAccess access{pc, tasks_[task].now.at[task], static_cast<std::uint8_t>(task), 0, write, true, false, order};
  return this->access(address, size, access);
}

void RaceDetector::find_non_sc_race(RecordedAccess access, std::uintptr_t address, std::size_t size, bool reads) {
  const std::uintptr_t end = address + size;
  const VectorClock& published = sync_clock(address);
  for (std::uintptr_t at = address; at < end; at = (at | 7) + 1) {
    access.bytes = byte_mask(at & 7, std::min(end - 1, at | 7) & 7);
    const Granule& there = granule(at);
    const auto recorded = std::span(slots_).subspan(there.slots, there.used);
    const bool synchronises = reads && !access.weaker_than_sc() && wrote_last_by_sc(recorded, access.bytes);
    for (const RecordedAccess& earlier : recorded) {
      const bool ordered =
          ordered_before(earlier, access.task) || (synchronises && earlier.clock <= published.at[earlier.task]);
      if (ordered || !conflict_of_orders(earlier, access)) continue;
      non_sc_race_ = Race{earlier, access, at};
      return;
    }
  }
}

std::span<const Race> RaceDetector::free(TaskId task, std::uintptr_t address, std::size_t size, std::uintptr_t pc) {
  RecordedAccess access{pc, tasks_[task].now.at[task], static_cast<std::uint8_t>(task), 0, true, false, true};
  return this->access(address, size, access);
}

// Of a range that races all along, one race is enough.
void RaceDetector::report(std::uintptr_t at, const RecordedAccess& earlier, const RecordedAccess& later) {
  const auto same = [&earlier](const Race& race) {
    return race.earlier.pc == earlier.pc && race.earlier.task == earlier.task &&
           race.earlier.clock == earlier.clock && race.earlier.write == earlier.write;
  };
  if (!found_.empty() && same(found_.back())) return;
  const int first = std::countr_zero(static_cast<std::uint8_t>(earlier.bytes & later.bytes));
  found_.push_back({earlier, later, at + static_cast<std::uintptr_t>(first)});
}

void RaceDetector::make_room(Granule& granule) {
  const std::size_t moved = slots_used_;
  const auto room = static_cast<std::uint16_t>(std::max<int>(kFirstRoom, 2 * granule.room));
  slots_used_ += room;
  if (slots_used_ > slots_.size()) slots_.resize(2 * slots_used_);
  std::copy_n(slots_.begin() + granule.slots, granule.used, slots_.begin() + static_cast<std::ptrdiff_t>(moved));
  granule.slots = static_cast<std::uint32_t>(moved);
  granule.room = room;
}

RaceDetector::Page* RaceDetector::find_page(std::uintptr_t number) {
  CachedPage& cached = cache_[number % cache_.size()];
  if (cached.number != number) {
    const auto found = pages_.find(number);
    if (found == pages_.end()) return nullptr;
    cached = {number, found->second.get()};
  }
  return cached.page;
}

RaceDetector::Page& RaceDetector::page(std::uintptr_t number) {
  Page* const there = find_page(number);
  return there != nullptr ? *there : *(pages_[number] = std::make_unique<Page>());
}

VectorClock& RaceDetector::sync_clock(std::uintptr_t object) {
  Granule& home = granule(object);
  std::uint32_t index = home.sync;
  while (index != kNone && syncs_[index].object != object) index = syncs_[index].next;
  if (index == kNone) index = home.sync = new_sync(object, home.sync);
  return syncs_[index].clock;
}

std::uint32_t RaceDetector::new_sync(std::uintptr_t object, std::uint32_t next) {
  if (syncs_used_ == syncs_.size()) syncs_.emplace_back();
  SyncClock& sync = syncs_[syncs_used_];
  sync.object = object;
  sync.next = next;
  sync.clock.clear(most_);
  return static_cast<std::uint32_t>(syncs_used_++);
}

void RaceDetector::forget_syncs(Granule& granule, std::uintptr_t first, std::uintptr_t last) {
  std::uint32_t* link = &granule.sync;
  while (*link != kNone) {
    SyncClock& sync = syncs_[*link];
    if (first <= sync.object && sync.object <= last) {
      *link = sync.next;
    } else {
      link = &sync.next;
    }
  }
}

void RaceDetector::atomic_load(TaskId task, std::uintptr_t address, std::memory_order order) {
  const VectorClock& published = sync_clock(address);
  tasks_[task].seen_relaxed.join(published, most_);
  if (acquires(order)) tasks_[task].now.join(published, most_);
}

// A store by whichever task ends the release sequence that was there (C++20 [intro.races]).
void RaceDetector::atomic_store(TaskId task, std::uintptr_t address, std::memory_order order) {
  sync_clock(address).assign(releases(order) ? tasks_[task].now : tasks_[task].release_fence, most_);
  if (releases(order)) advance(task);
}

// A read-modify-write continues the release sequence that it reads from.
void RaceDetector::atomic_update(TaskId task, std::uintptr_t address, std::memory_order order) {
  sync_clock(address).join(releases(order) ? tasks_[task].now : tasks_[task].release_fence, most_);
  if (releases(order)) advance(task);
}

void RaceDetector::fence(TaskId task, std::memory_order order) {
  note(order);
  TaskClocks& clocks = tasks_[task];
  if (acquires(order)) clocks.now.join(clocks.seen_relaxed, most_);
  if (releases(order)) {
    clocks.release_fence.assign(clocks.now, most_);
    advance(task);
  }
}

void RaceDetector::acquire(TaskId task, Object object) { tasks_[task].now.join(sync_clock(object.code()), most_); }

void RaceDetector::release(TaskId task, Object object) {
  sync_clock(object.code()).join(tasks_[task].now, most_);
  advance(task);
}

void RaceDetector::forget(std::uintptr_t address, std::size_t size) {
  constexpr std::uintptr_t kPageBytes = kGranules * 8;
  const std::uintptr_t end = address + size;
  for (std::uintptr_t at = address; at < end; at = (at / kPageBytes + 1) * kPageBytes) {
    Page* const page = find_page(at / kPageBytes);
    if (page == nullptr) continue;
    const std::uintptr_t last = std::min(end - 1, at | (kPageBytes - 1));
    for (std::uintptr_t i = at % kPageBytes / 8; i <= last % kPageBytes / 8; ++i) page->granules[i].era = 0;
  }
}

}  // namespace tenter::explore
