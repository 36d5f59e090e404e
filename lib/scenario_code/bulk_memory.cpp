// What the plugin's calls of memcpy, memmove and memset become: tenter_add_scenarios() compiles this into every
// instrumented plugin and links it with --wrap.
//
// The explore engine's host, and the runtimes of newer clangs, export functions of their own for these; gcc's runtime
// interposes the C library's. Either way an access is told once. Each is left by a jump (jump.h).
#include <tenter/detail/hidden.h>

#include <cstddef>

#include "jump.h"

#pragma GCC visibility push(default)
extern "C" {

__attribute__((weak)) void* __tsan_memcpy(void*, const void*, std::size_t);
__attribute__((weak)) void* __tsan_memmove(void*, const void*, std::size_t);
__attribute__((weak)) void* __tsan_memset(void*, int, std::size_t);
void* __real_memcpy(void*, const void*, std::size_t);
void* __real_memmove(void*, const void*, std::size_t);
void* __real_memset(void*, int, std::size_t);
}
#pragma GCC visibility pop

#pragma GCC visibility push(hidden)
extern "C" {

TENTER_JUMPS void* __wrap_memcpy(void* to, const void* from, std::size_t size) {
  if (&__tsan_memcpy != nullptr) TENTER_JUMP __tsan_memcpy(to, from, size);
  TENTER_JUMP __real_memcpy(to, from, size);
}

TENTER_JUMPS void* __wrap_memmove(void* to, const void* from, std::size_t size) {
  if (&__tsan_memmove != nullptr) TENTER_JUMP __tsan_memmove(to, from, size);
  TENTER_JUMP __real_memmove(to, from, size);
}

TENTER_JUMPS void* __wrap_memset(void* to, int value, std::size_t size) {
  if (&__tsan_memset != nullptr) TENTER_JUMP __tsan_memset(to, value, size);
  TENTER_JUMP __real_memset(to, value, size);
}
}
#pragma GCC visibility pop
