// What to do in a loop that waits.
#pragma once

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace tenter {

// Tells the processor that this is a loop that waits.
inline void relax() {
#if defined(__x86_64__)
  _mm_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace tenter
