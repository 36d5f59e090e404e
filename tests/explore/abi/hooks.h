// The interface that instrumented code calls, as a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <vector>

namespace tenter::explore::test {

__extension__ using Wide = unsigned __int128;

// One of the hooks of plain accesses.
struct AccessHook {
  const char* name;
  std::size_t size;
  bool reads;
  bool writes;
  bool unaligned;
  void (*call)(void* at);
};
inline void PrintTo(const AccessHook& hook, std::ostream* out) { *out << hook.name; }
const std::vector<AccessHook>& access_hooks();

// Those of atomics of a width.
template <class T>
struct AtomicHooks {
  struct Update {
    const char* name;
    T (*call)(volatile T* at, T operand, int order);
    T (*becomes)(T seen, T operand);
  };
  T (*load)(const volatile T* at, int order);
  void (*store)(volatile T* at, T value, int order);
  std::vector<Update> updates;
  int (*strong)(volatile T* at, T* expected, T desired, int success, int failure);
  int (*weak)(volatile T* at, T* expected, T desired, int success, int failure);
  T (*val)(volatile T* at, T expected, T desired, int success, int failure);
};
template <class T>
AtomicHooks<T> atomic_hooks();

}  // namespace tenter::explore::test

extern "C" {
void __tsan_read1(void* at);
void __tsan_write1(void* at);
void __tsan_read_range(void* at, unsigned long size);
void __tsan_write_range(void* at, unsigned long size);
void* __tsan_memcpy(void* to, const void* from, unsigned long size);
void* __tsan_memmove(void* to, const void* from, unsigned long size);
void* __tsan_memset(void* to, int value, unsigned long size);
void __tsan_vptr_read(void** at);
void __tsan_vptr_update(void** at, void* value);
void __tsan_ignore_thread_begin();
void __tsan_ignore_thread_end();
void __tsan_testonly_barrier_init(std::uint64_t* barrier, unsigned count);
void __tsan_testonly_barrier_wait(std::uint64_t* barrier);
}
