// The plain half of the compiler's ThreadSanitizer interface: reads, writes, ranges, function entry and exit.
#include <cstddef>
#include <cstdint>

#include "explore/runtime/runtime.h"

namespace {

using tenter::explore::Runtime;

inline void access(const void* address, std::size_t size, bool write, void* pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  Runtime::Inside inside(runtime);
  runtime->plain(reinterpret_cast<std::uintptr_t>(address), size, write, reinterpret_cast<std::uintptr_t>(pc));
}

}  // namespace

#define TENTER_PC __builtin_return_address(0)
#define TENTER_ACCESS(size)                                                                   \
  void __tsan_read##size(void* at) { access(at, size, false, TENTER_PC); }                    \
  void __tsan_write##size(void* at) { access(at, size, true, TENTER_PC); }                    \
  void __tsan_volatile_read##size(void* at) { access(at, size, false, TENTER_PC); }           \
  void __tsan_volatile_write##size(void* at) { access(at, size, true, TENTER_PC); }           \
  void __tsan_unaligned_read##size(void* at) { access(at, size, false, TENTER_PC); }          \
  void __tsan_unaligned_write##size(void* at) { access(at, size, true, TENTER_PC); }          \
  void __tsan_unaligned_volatile_read##size(void* at) { access(at, size, false, TENTER_PC); } \
  void __tsan_unaligned_volatile_write##size(void* at) { access(at, size, true, TENTER_PC); } \
  void __tsan_read_write##size(void* at) {                                                    \
    access(at, size, false, TENTER_PC);                                                       \
    access(at, size, true, TENTER_PC);                                                        \
  }                                                                                           \
  void __tsan_unaligned_read_write##size(void* at) {                                          \
    access(at, size, false, TENTER_PC);                                                       \
    access(at, size, true, TENTER_PC);                                                        \
  }

#pragma GCC visibility push(default)
extern "C" {

TENTER_ACCESS(1)
TENTER_ACCESS(2)
TENTER_ACCESS(4)
TENTER_ACCESS(8)
TENTER_ACCESS(16)

void __tsan_read_range(void* at, unsigned long size) { access(at, size, false, TENTER_PC); }
void __tsan_write_range(void* at, unsigned long size) { access(at, size, true, TENTER_PC); }
void __tsan_vptr_read(void** at) { access(at, sizeof(void*), false, TENTER_PC); }
// A constructor that stores the pointer which is already there writes nothing.
void __tsan_vptr_update(void** at, void* value) {
  if (*at != value) access(at, sizeof(void*), true, TENTER_PC);
}

void __tsan_init() {}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}
}
#pragma GCC visibility pop
