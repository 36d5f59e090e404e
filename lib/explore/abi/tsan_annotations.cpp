// What libraries tell ThreadSanitizer of themselves (sanitizer/tsan_interface.h and the older annotations): locks of
// their own, order that it could not see, accesses that do not count. As far as it means anything here: who waits for
// whom is decided by the atomics and primitives that the library has made its own of.
#include <cstdint>

#include "explore/abi/access.h"
#include "explore/abi/hook.h"

namespace {

using tenter::explore::Ignored;
using tenter::explore::Object;
using tenter::explore::Runtime;

// Apart from the atomic that may lie there: its stores say something else.
Object object_at(const void* address) { return Object::queue_at(reinterpret_cast<std::uintptr_t>(address)); }

void acquire(const void* object) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  const Runtime::Inside inside(runtime);
  runtime->races().acquire(runtime->current(), object_at(object));
}

void release(const void* object) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  const Runtime::Inside inside(runtime);
  runtime->races().release(runtime->current(), object_at(object));
}

void ignore(bool begins) {
  const Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  if (begins) {
    Ignored::begin(*runtime);
  } else {
    Ignored::end(*runtime);
  }
}

void benign(const void* memory, std::size_t size) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  const Runtime::Inside inside(runtime);
  runtime->visibility().declare_benign(reinterpret_cast<std::uintptr_t>(memory), size);
}

// Bits of the flags of a mutex (sanitizer/tsan_interface.h).
constexpr unsigned kTryLockFailed = 1U << 5U;

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

void __tsan_acquire(void* object) { acquire(object); }
void __tsan_release(void* object) { release(object); }

// What a lock accesses of its own does not count, between the beginning and the end of each call.
void __tsan_mutex_create(void*, unsigned) {}
void __tsan_mutex_destroy(void*, unsigned) {}
void __tsan_mutex_pre_lock(void*, unsigned) { ignore(true); }
void __tsan_mutex_post_lock(void* mutex, unsigned flags, int) {
  ignore(false);
  if ((flags & kTryLockFailed) == 0) acquire(mutex);
}
int __tsan_mutex_pre_unlock(void* mutex, unsigned) {
  release(mutex);
  ignore(true);
  return 0;
}
void __tsan_mutex_post_unlock(void*, unsigned) { ignore(false); }
void __tsan_mutex_pre_signal(void*, unsigned) { ignore(true); }
void __tsan_mutex_post_signal(void*, unsigned) { ignore(false); }
void __tsan_mutex_pre_divert(void*, unsigned) { ignore(false); }
void __tsan_mutex_post_divert(void*, unsigned) { ignore(true); }

// Objects of other languages: an access of a whole one.
void* __tsan_external_register_tag(const char*) { return nullptr; }
void __tsan_external_register_header(void*, const char*) {}
void __tsan_external_assign_tag(void*, void*) {}
void __tsan_external_read(void* object, void* pc, void*) { tenter::explore::access(object, 1, false, pc); }
void __tsan_external_write(void* object, void* pc, void*) { tenter::explore::access(object, 1, true, pc); }

// Contexts that a library switches by itself are not followed: what runs in them counts as of the thread that it runs
// on.
void* __tsan_get_current_fiber() { return nullptr; }
void* __tsan_create_fiber(unsigned) { return nullptr; }
void __tsan_destroy_fiber(void*) {}
void __tsan_switch_to_fiber(void*, unsigned) {}
void __tsan_set_fiber_name(void*, const char*) {}

void __tsan_flush_memory() {}
std::uint64_t __tsan_testonly_shadow_stack_current_size() { return 0; }

#define TENTER_PC_ACCESS(size)                                                                      \
  void __tsan_read##size##_pc(void* at, void* pc) { tenter::explore::access(at, size, false, pc); } \
  void __tsan_write##size##_pc(void* at, void* pc) { tenter::explore::access(at, size, true, pc); }
TENTER_PC_ACCESS(1)
TENTER_PC_ACCESS(2)
TENTER_PC_ACCESS(4)
TENTER_PC_ACCESS(8)
TENTER_PC_ACCESS(16)
void __tsan_read_range_pc(void* at, unsigned long size, void* pc) { tenter::explore::access(at, size, false, pc); }
void __tsan_write_range_pc(void* at, unsigned long size, void* pc) { tenter::explore::access(at, size, true, pc); }

#define TENTER_SANITIZER_UNALIGNED(bits, bytes)                                 \
  std::uint##bits##_t __sanitizer_unaligned_load##bits(const void* at) {        \
    tenter::explore::access(at, bytes, false, __builtin_return_address(0));     \
    std::uint##bits##_t value;                                                  \
    __builtin_memcpy(&value, at, bytes);                                        \
    return value;                                                               \
  }                                                                             \
  void __sanitizer_unaligned_store##bits(void* at, std::uint##bits##_t value) { \
    tenter::explore::access(at, bytes, true, __builtin_return_address(0));      \
    __builtin_memcpy(at, &value, bytes);                                        \
  }
TENTER_SANITIZER_UNALIGNED(16, 2)
TENTER_SANITIZER_UNALIGNED(32, 4)
TENTER_SANITIZER_UNALIGNED(64, 8)

void AnnotateHappensBefore(char*, int, std::uintptr_t object) { release(reinterpret_cast<void*>(object)); }
void AnnotateHappensAfter(char*, int, std::uintptr_t object) { acquire(reinterpret_cast<void*>(object)); }
void WTFAnnotateHappensBefore(char*, int, std::uintptr_t object) { release(reinterpret_cast<void*>(object)); }
void WTFAnnotateHappensAfter(char*, int, std::uintptr_t object) { acquire(reinterpret_cast<void*>(object)); }
void AnnotateRWLockCreate(char*, int, std::uintptr_t) {}
void AnnotateRWLockCreateStatic(char*, int, std::uintptr_t) {}
void AnnotateRWLockDestroy(char*, int, std::uintptr_t) {}
void AnnotateRWLockAcquired(char*, int, std::uintptr_t lock, std::uintptr_t) {
  acquire(reinterpret_cast<void*>(lock));
}
void AnnotateRWLockReleased(char*, int, std::uintptr_t lock, std::uintptr_t) {
  release(reinterpret_cast<void*>(lock));
}
void AnnotateIgnoreReadsBegin(char*, int) { ignore(true); }
void AnnotateIgnoreReadsEnd(char*, int) { ignore(false); }
void AnnotateIgnoreWritesBegin(char*, int) { ignore(true); }
void AnnotateIgnoreWritesEnd(char*, int) { ignore(false); }
void AnnotateBenignRace(char*, int, std::uintptr_t memory, char*) { benign(reinterpret_cast<void*>(memory), 1); }
void AnnotateBenignRaceSized(char*, int, std::uintptr_t memory, std::uintptr_t size, char*) {
  benign(reinterpret_cast<void*>(memory), size);
}
void WTFAnnotateBenignRaceSized(char*, int, std::uintptr_t memory, std::uintptr_t size, char*) {
  benign(reinterpret_cast<void*>(memory), size);
}
// Not heeded: synchronisation that is to be ignored orders all the same.
void AnnotateIgnoreSyncBegin(char*, int) {}
void AnnotateIgnoreSyncEnd(char*, int) {}
// These mean nothing here.
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
