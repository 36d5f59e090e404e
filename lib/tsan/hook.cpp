// The functions that ThreadSanitizer's runtime calls in us. They hold its locks: copy, and look up nothing.
#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#include "tsan/modelled_calls.h"
#include "tsan/raw_report.h"
#include "tsan/runtime_interface.h"

namespace tenter::tsan {
namespace {

// Filled by the hook, of which the runtime runs one at a time; emptied by take_raw_reports().
struct Queue {
  static constexpr std::size_t kCapacity = 128;

  std::array<RawReport, kCapacity> slots;
  std::atomic<std::size_t> filled{0};   // (1) released by the hook when a slot is complete
  std::atomic<std::size_t> emptied{0};  // (2) released by the taker when a slot may be used again
  std::atomic<std::uint64_t> dropped{0};
};

constinit Queue queue;

TENTER_IN_RUNTIME void** writable(RawStack& stack) { return const_cast<void**>(stack.data()); }

TENTER_IN_RUNTIME void copy_name(RawThread& thread, const char* name) {
  for (std::size_t i = 0; name != nullptr && name[i] != '\0' && i + 1 < kMaxName; ++i) thread.name[i] = name[i];
}

struct Counts {
  int duplicates = 0, stacks = 0, accesses = 0, locations = 0, mutexes = 0, threads = 0, unique_tids = 0;
};

TENTER_IN_RUNTIME Counts read_head(void* report, RawReport& raw) {
  Counts counts;
  void* sleep[1];
  __tsan_get_report_data(report, &raw.kind, &counts.duplicates, &counts.stacks, &counts.accesses, &counts.locations,
                         &counts.mutexes, &counts.threads, &counts.unique_tids, sleep, 1);
  return counts;
}

TENTER_IN_RUNTIME void name_thread(void* report, const Counts& counts, RawThread& thread) {
  RawStack ignored;
  for (int i = 0; i < counts.threads; ++i) {
    int id = -1, running = 0, parent = 0;
    unsigned long os_id = 0;
    const char* name = nullptr;
    __tsan_get_report_thread(report, static_cast<unsigned long>(i), &id, &os_id, &running, &name, &parent,
                             writable(ignored), kMaxFrames);
    if (id == thread.id) copy_name(thread, name);
  }
}

TENTER_IN_RUNTIME std::size_t capped(int count) { return std::min(static_cast<std::size_t>(count), kMaxAccesses); }

TENTER_IN_RUNTIME void read_accesses(void* report, const Counts& counts, RawReport& raw) {
  raw.access_count = capped(counts.accesses);
  for (std::size_t i = 0; i < raw.access_count; ++i) {
    RawAccess& access = raw.accesses[i];
    void* address = nullptr;
    int write = 0, atomic = 0;
    __tsan_get_report_mop(report, i, &access.thread.id, &address, &access.size, &write, &atomic,
                          writable(access.stack), kMaxFrames);
    access.write = write != 0;
    access.atomic = atomic != 0;
    if (i == 0) raw.address = address;
    name_thread(report, counts, access.thread);
  }
}

// Reports about locks have stacks instead of accesses. In a lock-order inversion there are two for each thread of the
// cycle; in the others they belong to the thread that is reporting.
TENTER_IN_RUNTIME void read_calls(void* report, const Counts& counts, RawReport& raw) {
  raw.access_count = capped(counts.stacks);
  for (std::size_t i = 0; i < raw.access_count; ++i) {
    RawAccess& call = raw.accesses[i];
    __tsan_get_report_stack(report, i, writable(call.stack), kMaxFrames);
    if (i / 2 < static_cast<std::size_t>(counts.unique_tids)) {
      __tsan_get_report_unique_tid(report, i / 2, &call.thread.id);
      name_thread(report, counts, call.thread);
    } else {
      call.thread.id = kReportingThread;
      pthread_getname_np(pthread_self(), call.thread.name.data(), call.thread.name.size());
    }
  }
}

// A leaked thread's only stack is that of its creation.
TENTER_IN_RUNTIME void read_threads(void* report, const Counts& counts, RawReport& raw) {
  raw.access_count = capped(counts.threads);
  for (std::size_t i = 0; i < raw.access_count; ++i) {
    RawAccess& creation = raw.accesses[i];
    int running = 0, parent = 0;
    unsigned long os_id = 0;
    const char* name = nullptr;
    __tsan_get_report_thread(report, i, &creation.thread.id, &os_id, &running, &name, &parent,
                             writable(creation.stack), kMaxFrames);
    copy_name(creation.thread, name);
  }
}

TENTER_IN_RUNTIME void read_location(void* report, const Counts& counts, RawReport& raw) {
  if (counts.locations == 0) return;
  RawLocation& location = raw.location;
  void* address = nullptr;
  unsigned long start = 0;
  int fd = 0, suppressable = 0;
  __tsan_get_report_loc(report, 0, &location.type, &address, &start, &location.size, &location.thread.id, &fd,
                        &suppressable, writable(location.allocation), kMaxFrames);
  name_thread(report, counts, location.thread);
}

TENTER_IN_RUNTIME void read_report(void* report, RawReport& raw) {
  const Counts counts = read_head(report, raw);
  raw.releasing_exception = releasing_exception();
  if (counts.accesses > 0) {
    read_accesses(report, counts, raw);
  } else if (counts.stacks > 0) {
    read_calls(report, counts, raw);
  } else {
    read_threads(report, counts, raw);
  }
  read_location(report, counts, raw);
}

// Of inversions the runtime gives one for each place in memory, again and again; they must not crowd out races.
constexpr int kMostInversions = 32;
constinit std::atomic<int> inversions{0};

TENTER_IN_RUNTIME bool is_one_inversion_too_many(void* report) {
  const char* kind = nullptr;
  int ignored = 0;
  void* sleep[1];
  __tsan_get_report_data(report, &kind, &ignored, &ignored, &ignored, &ignored, &ignored, &ignored, &ignored, sleep,
                         1);
  constexpr char kKind[] = "lock-order-inversion";
  for (std::size_t i = 0; i < sizeof(kKind); ++i) {
    if (kind[i] != kKind[i]) return false;
  }
  return inversions.fetch_add(1, std::memory_order_relaxed) >= kMostInversions;
}

}  // namespace

RawReports take_raw_reports() {
  RawReports result;
  const std::size_t filled = queue.filled.load(std::memory_order_acquire);  // sees the slots released in (1)
  std::size_t i = queue.emptied.load(std::memory_order_relaxed);
  for (; i != filled; ++i) result.reports.push_back(queue.slots[i % Queue::kCapacity]);
  queue.emptied.store(i, std::memory_order_release);  // (2)
  result.dropped = queue.dropped.load(std::memory_order_relaxed);
  return result;
}

bool has_raw_reports() {
  return queue.filled.load(std::memory_order_relaxed) != queue.emptied.load(std::memory_order_relaxed);
}

}  // namespace tenter::tsan

using tenter::tsan::queue;

extern "C" TENTER_IN_RUNTIME void __tsan_on_report(void* report) {
  if (tenter::tsan::is_one_inversion_too_many(report)) return;
  const std::size_t filled = queue.filled.load(std::memory_order_relaxed);
  if (filled - queue.emptied.load(std::memory_order_acquire) == queue.kCapacity) {  // sees (2)
    queue.dropped.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  tenter::tsan::RawReport& slot = queue.slots[filled % queue.kCapacity];
  slot = {};
  tenter::tsan::read_report(report, slot);
  queue.filled.store(filled + 1, std::memory_order_release);  // (1)
}

// Reports are values, and no reason for the process to fail when it exits. gcc's runtime asks the first, clang's
// newer ones the second.
namespace __tsan {
__attribute__((visibility("default"))) bool OnFinalize(bool failed);
TENTER_IN_RUNTIME bool OnFinalize(bool) { return false; }
}  // namespace __tsan
extern "C" TENTER_IN_RUNTIME int __tsan_on_finalize(int) { return 0; }

// Options that suit a worker which runs one scenario millions of times. TSAN_OPTIONS would come after them: the
// session, which starts the worker, keeps it away.
extern "C" TENTER_IN_RUNTIME const char* __tsan_default_options() {
  return "halt_on_error=0:atexit_sleep_ms=0:"
         // Addresses are looked up by us, once a report is kept: the runtime would do so under its locks, and in
         // clang's case by starting a program.
         "symbolize=0:"
         // States are made in the same memory over and over, so an address that raced once may race in other ways.
         "suppress_equal_addresses=0:suppress_equal_stacks=1:"
         "second_deadlock_stack=1:report_signal_unsafe=1:"
         // A signal that ends the process should be seen by the supervisor.
         "handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:handle_abort=0:"
         // A scenario that forks is ended by its supervisor; and an impossible allocation is std::bad_alloc's
         // business.
         "die_after_fork=0:allocator_may_return_null=1";
}
