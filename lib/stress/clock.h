// Time stamps cheap enough to be taken around a single execution, and comparable between cores.
//
// On x86-64 this is the time stamp counter where the processor says that it is invariant (Intel SDM vol. 3, 18.17.1),
// on AArch64 the virtual counter; elsewhere the monotonic clock, in nanoseconds.
#pragma once

#include <cstdint>
#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace tenter::stress {

using Ticks = std::uint64_t;

// Whether a counter of the processor is used, fine and cheap enough to begin executions by it.
bool ticks_are_fine();

// How many ticks a microsecond has; measured once, when the program starts.
Ticks ticks_per_microsecond();

namespace detail {
extern const bool kInvariantCounter;
Ticks monotonic_nanoseconds();
}  // namespace detail

inline Ticks now() {
#if defined(__x86_64__)
  if (detail::kInvariantCounter) [[likely]]
    return __rdtsc();
#elif defined(__aarch64__)
  Ticks ticks;
  asm volatile("isb; mrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
  return ticks;
#endif
  return detail::monotonic_nanoseconds();
}

// The stamp before a piece of code: taken when everything earlier is done.
inline Ticks stamp_before() {
#if defined(__x86_64__)
  _mm_lfence();
#endif
  return now();
}

// The stamp after a piece of code: taken when its instructions have been executed; its stores may still wait in
// the store buffer.
inline Ticks stamp_after() {
#if defined(__x86_64__)
  if (detail::kInvariantCounter) [[likely]] {
    unsigned processor = 0;
    const Ticks ticks = __rdtscp(&processor);
    _mm_lfence();
    return ticks;
  }
#endif
  return now();
}

}  // namespace tenter::stress
