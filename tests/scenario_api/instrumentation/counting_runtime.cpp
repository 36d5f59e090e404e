// Every entry point that gcc's and clang's instrumentation may call here, each counting itself. Atomic operations are
// carried out as well, since the scenario API's own code may need their results.
#include "counting_runtime.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace {

bool counting = false;
std::map<std::string, int>& counts() {
  static std::map<std::string, int> map;
  return map;
}

// The map may itself be an instrumented copy: what it does must not count.
void count(const char* name) {
  if (std::exchange(counting, false)) {
    ++counts()[name];
    counting = true;
  }
}

}  // namespace

std::map<std::string, int> take_counts() {
  counting = false;
  auto result = std::exchange(counts(), {});
  counting = true;
  return result;
}

extern "C" {

void __tsan_init() {}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}

#define COUNTED(name) \
  void __tsan_##name(void*) { count(#name); }
#define COUNTED_SIZES(name) COUNTED(name##1) COUNTED(name##2) COUNTED(name##4) COUNTED(name##8) COUNTED(name##16)
COUNTED_SIZES(read)
COUNTED_SIZES(write)
COUNTED_SIZES(read_write)
COUNTED_SIZES(volatile_read)
COUNTED_SIZES(volatile_write)
COUNTED_SIZES(unaligned_read)
COUNTED_SIZES(unaligned_write)
COUNTED(vptr_read)

void __tsan_vptr_update(void**, void*) { count("vptr_update"); }
void __tsan_read_range(void*, std::size_t) { count("read_range"); }
void __tsan_write_range(void*, std::size_t) { count("write_range"); }
void __tsan_atomic_thread_fence(int) { count("fence"); }
void __tsan_atomic_signal_fence(int) {}

#define ATOMICS(bits)                                                                                     \
  std::uint##bits##_t __tsan_atomic##bits##_load(const volatile std::uint##bits##_t* where, int) {        \
    count("atomic" #bits "_load");                                                                        \
    return __atomic_load_n(where, __ATOMIC_SEQ_CST);                                                      \
  }                                                                                                       \
  void __tsan_atomic##bits##_store(volatile std::uint##bits##_t* where, std::uint##bits##_t value, int) { \
    count("atomic" #bits "_store");                                                                       \
    __atomic_store_n(where, value, __ATOMIC_SEQ_CST);                                                     \
  }                                                                                                       \
  std::uint##bits##_t __tsan_atomic##bits##_fetch_add(volatile std::uint##bits##_t* where,                \
                                                      std::uint##bits##_t value, int) {                   \
    count("atomic" #bits "_fetch_add");                                                                   \
    return __atomic_fetch_add(where, value, __ATOMIC_SEQ_CST);                                            \
  }
ATOMICS(8)
ATOMICS(32)
ATOMICS(64)
}
