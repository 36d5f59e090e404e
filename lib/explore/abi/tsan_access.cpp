// The plain half of the compiler's ThreadSanitizer interface: reads, writes, function entry and exit.
#include "explore/abi/access.h"

namespace tenter::explore {

std::uint64_t Ignored::execution_ = 0;
std::array<std::uint32_t, kMaxTasks> Ignored::depth_{};

std::uint32_t& Ignored::depth_of_current(const Runtime& runtime) {
  if (execution_ != Runtime::execution()) {
    execution_ = Runtime::execution();
    depth_.fill(0);
  }
  return depth_[runtime.current()];
}

}  // namespace tenter::explore

using tenter::explore::access;
using tenter::explore::Ignored;
using tenter::explore::Runtime;

// Volatile accesses are plain ones: volatile orders nothing between threads.
#define TENTER_PC __builtin_return_address(0)
#define TENTER_ACCESS(prefix, size)                                                  \
  void __tsan_##prefix##read##size(void* at) { access(at, size, false, TENTER_PC); } \
  void __tsan_##prefix##write##size(void* at) { access(at, size, true, TENTER_PC); }
#define TENTER_READ_WRITE(prefix, size)              \
  void __tsan_##prefix##read_write##size(void* at) { \
    access(at, size, false, TENTER_PC);              \
    access(at, size, true, TENTER_PC);               \
  }
#define TENTER_ALIGNED(size)     \
  TENTER_ACCESS(, size)          \
  TENTER_ACCESS(volatile_, size) \
  TENTER_READ_WRITE(, size)
#define TENTER_UNALIGNED(size)             \
  TENTER_ACCESS(unaligned_, size)          \
  TENTER_ACCESS(unaligned_volatile_, size) \
  TENTER_READ_WRITE(unaligned_, size)

#pragma GCC visibility push(default)
extern "C" {

TENTER_ALIGNED(1)
TENTER_ALIGNED(2)
TENTER_ALIGNED(4)
TENTER_ALIGNED(8)
TENTER_ALIGNED(16)
TENTER_UNALIGNED(2)
TENTER_UNALIGNED(4)
TENTER_UNALIGNED(8)
TENTER_UNALIGNED(16)

// A virtual call, and a constructor or destructor. That one may store the value which is there already makes it no
// less a write: an object must not be destroyed while it is called.
void __tsan_vptr_read(void** at) { access(at, sizeof(void*), false, TENTER_PC); }
void __tsan_vptr_update(void** at, void*) { access(at, sizeof(void*), true, TENTER_PC); }

void __tsan_init() {}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}

void __tsan_ignore_thread_begin() {
  if (const Runtime* const runtime = Runtime::running()) Ignored::begin(*runtime);
}
void __tsan_ignore_thread_end() {
  if (const Runtime* const runtime = Runtime::running()) Ignored::end(*runtime);
}
}
#pragma GCC visibility pop
