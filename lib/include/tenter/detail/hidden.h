// Code of ours that runs inside an instrumented plugin but must leave no trace in it: neither a memory access
// that a race detector sees, nor a step that a scheduler could stop at.
#pragma once

#include <cstdint>

#if defined(__SANITIZE_THREAD__)
#define TENTER_INSTRUMENTED 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define TENTER_INSTRUMENTED 1
#endif
#endif

// clang goes on instrumenting atomics under no_sanitize("thread"); only the second attribute stops that.
#if !defined(TENTER_INSTRUMENTED)
#define TENTER_HIDDEN
#elif defined(__clang__)
#define TENTER_HIDDEN __attribute__((no_sanitize("thread"), disable_sanitizer_instrumentation, noinline))
#else
#define TENTER_HIDDEN __attribute__((no_sanitize("thread"), noinline))
#endif

// A function that is as hidden as whoever calls it: gcc inlines no other one into TENTER_HIDDEN code.
#define TENTER_HIDDEN_WITH_CALLER inline __attribute__((always_inline))

// Keeps the scenario's own code out of our hidden loops, where it would lose its instrumentation.
#if defined(TENTER_INSTRUMENTED)
#define TENTER_SEEN __attribute__((noinline))
#else
#define TENTER_SEEN inline __attribute__((always_inline))
#endif

namespace tenter::detail {

// Publishes a counter to whoever watches this process. No ordering: a number, not a synchronisation.
TENTER_HIDDEN inline void publish(std::uint64_t* cell, std::uint64_t value) {
  __atomic_store_n(cell, value, __ATOMIC_RELAXED);
}

}  // namespace tenter::detail
