// What libraries tell ThreadSanitizer of themselves, where it is not there: plain plugins that say so link, and load
// what says so.
// It means nothing to real threads, but for the barrier of ThreadSanitizer's own tests.
#include <sched.h>

#include <cstdint>
#include <cstring>

#pragma GCC visibility push(default)
extern "C" {

// The low byte is the number of threads, the rest counts how many have come.
void __tsan_testonly_barrier_init(std::uint64_t* barrier, unsigned count) {
  __atomic_store_n(barrier, count & 0xffU, __ATOMIC_RELAXED);
}
void __tsan_testonly_barrier_wait(std::uint64_t* barrier) {
  const auto round = [](std::uint64_t state) { return (state >> 8U) / (state & 0xffU); };
  const std::uint64_t mine = round(__atomic_fetch_add(barrier, 1U << 8U, __ATOMIC_RELAXED));
  while (round(__atomic_load_n(barrier, __ATOMIC_RELAXED)) == mine) ::sched_yield();
}

#define TENTER_SANITIZER_UNALIGNED(bits)                                        \
  std::uint##bits##_t __sanitizer_unaligned_load##bits(const void* at) {        \
    std::uint##bits##_t value;                                                  \
    std::memcpy(&value, at, sizeof value);                                      \
    return value;                                                               \
  }                                                                             \
  void __sanitizer_unaligned_store##bits(void* at, std::uint##bits##_t value) { \
    std::memcpy(at, &value, sizeof value);                                      \
  }
TENTER_SANITIZER_UNALIGNED(16)
TENTER_SANITIZER_UNALIGNED(32)
TENTER_SANITIZER_UNALIGNED(64)

void __tsan_ignore_thread_begin() {}
void __tsan_ignore_thread_end() {}
void __tsan_acquire(void*) {}
void __tsan_release(void*) {}
void __tsan_mutex_create(void*, unsigned) {}
void __tsan_mutex_destroy(void*, unsigned) {}
void __tsan_mutex_pre_lock(void*, unsigned) {}
void __tsan_mutex_post_lock(void*, unsigned, int) {}
int __tsan_mutex_pre_unlock(void*, unsigned) { return 0; }
void __tsan_mutex_post_unlock(void*, unsigned) {}
void __tsan_mutex_pre_signal(void*, unsigned) {}
void __tsan_mutex_post_signal(void*, unsigned) {}
void __tsan_mutex_pre_divert(void*, unsigned) {}
void __tsan_mutex_post_divert(void*, unsigned) {}
void* __tsan_external_register_tag(const char*) { return nullptr; }
void __tsan_external_register_header(void*, const char*) {}
void __tsan_external_assign_tag(void*, void*) {}
void __tsan_external_read(void*, void*, void*) {}
void __tsan_external_write(void*, void*, void*) {}
void* __tsan_get_current_fiber() { return nullptr; }
void* __tsan_create_fiber(unsigned) { return nullptr; }
void __tsan_destroy_fiber(void*) {}
void __tsan_switch_to_fiber(void*, unsigned) {}
void __tsan_set_fiber_name(void*, const char*) {}
void __tsan_flush_memory() {}
std::uint64_t __tsan_testonly_shadow_stack_current_size() { return 0; }
void AnnotateHappensBefore(char*, int, std::uintptr_t) {}
void AnnotateHappensAfter(char*, int, std::uintptr_t) {}
void WTFAnnotateHappensBefore(char*, int, std::uintptr_t) {}
void WTFAnnotateHappensAfter(char*, int, std::uintptr_t) {}
void AnnotateRWLockCreate(char*, int, std::uintptr_t) {}
void AnnotateRWLockCreateStatic(char*, int, std::uintptr_t) {}
void AnnotateRWLockDestroy(char*, int, std::uintptr_t) {}
void AnnotateRWLockAcquired(char*, int, std::uintptr_t, std::uintptr_t) {}
void AnnotateRWLockReleased(char*, int, std::uintptr_t, std::uintptr_t) {}
void AnnotateIgnoreReadsBegin(char*, int) {}
void AnnotateIgnoreReadsEnd(char*, int) {}
void AnnotateIgnoreWritesBegin(char*, int) {}
void AnnotateIgnoreWritesEnd(char*, int) {}
void AnnotateBenignRace(char*, int, std::uintptr_t, char*) {}
void AnnotateBenignRaceSized(char*, int, std::uintptr_t, std::uintptr_t, char*) {}
void WTFAnnotateBenignRaceSized(char*, int, std::uintptr_t, std::uintptr_t, char*) {}
void AnnotateIgnoreSyncBegin(char*, int) {}
void AnnotateIgnoreSyncEnd(char*, int) {}
void AnnotateCondVarSignal(char*, int, std::uintptr_t) {}
void AnnotateCondVarSignalAll(char*, int, std::uintptr_t) {}
void AnnotateCondVarWait(char*, int, std::uintptr_t, std::uintptr_t) {}
void AnnotateEnableRaceDetection(char*, int, int) {}
void AnnotateExpectRace(char*, int, std::uintptr_t, char*) {}
void AnnotateFlushExpectedRaces(char*, int) {}
void AnnotateFlushState(char*, int) {}
void AnnotateMemoryIsInitialized(char*, int, std::uintptr_t, std::uintptr_t) {}
void AnnotateMemoryIsUninitialized(char*, int, std::uintptr_t, std::uintptr_t) {}
void AnnotateMutexIsNotPHB(char*, int, std::uintptr_t) {}
void AnnotateMutexIsUsedAsCondVar(char*, int, std::uintptr_t) {}
void AnnotateNewMemory(char*, int, std::uintptr_t, std::uintptr_t) {}
void AnnotateNoOp(char*, int, std::uintptr_t) {}
void AnnotatePCQCreate(char*, int, std::uintptr_t) {}
void AnnotatePCQDestroy(char*, int, std::uintptr_t) {}
void AnnotatePCQGet(char*, int, std::uintptr_t) {}
void AnnotatePCQPut(char*, int, std::uintptr_t) {}
void AnnotatePublishMemoryRange(char*, int, std::uintptr_t, std::uintptr_t) {}
void AnnotateThreadName(char*, int, char*) {}
void AnnotateTraceMemory(char*, int, std::uintptr_t) {}
void AnnotateUnpublishMemoryRange(char*, int, std::uintptr_t, std::uintptr_t) {}
int RunningOnValgrind() { return 0; }
double ValgrindSlowdown() { return 1; }
}
#pragma GCC visibility pop
