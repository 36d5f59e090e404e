// When operations are invoked and return. Under an engine that decides each step these are steps of its own; on real
// threads they are read from the processor's time-stamp counter, where the kernel has found that all processors agree
// on it, and from its monotonic clock elsewhere. One read a side: what is measured should not be disturbed.
//
// An operation is over when others can see what it did: what it stored may wait in a store buffer for longer than its
// thread takes to read the time. Therefore a fence empties that first. What only store buffers show between two
// operations of one thread is not seen.
#pragma once

#include <tenter/detail/hidden.h>
#include <time.h>

#include <cstdint>
#include <fstream>
#include <string>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

// Defined by the engine that decides each step, and by nobody else. `call` is the operation in words.
extern "C" __attribute__((weak, visibility("default"))) std::uint64_t tenter_history_invoke(const char* call);
extern "C" __attribute__((weak, visibility("default"))) std::uint64_t tenter_history_respond(const char* call);

namespace tenter::detail {

// What the kernel itself takes the time from, it has checked on all processors.
inline bool counters_agree() {
  std::ifstream file("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  std::string name;
  return file >> name && name == "tsc";
}

// Fences keep what is measured from moving over the read.
TENTER_HIDDEN inline std::uint64_t time_stamp(bool by_counter) {
#if defined(__x86_64__)
  if (by_counter) {
    _mm_lfence();
    const std::uint64_t now = __rdtsc();
    _mm_lfence();
    return now;
  }
#endif
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(now.tv_nsec);
}

TENTER_HIDDEN inline std::uint64_t invoked_now(const char* call, bool by_counter) {
  return &tenter_history_invoke != nullptr ? tenter_history_invoke(call) : time_stamp(by_counter);
}
TENTER_HIDDEN inline std::uint64_t responded_now(const char* call, bool by_counter) {
  if (&tenter_history_respond != nullptr) return tenter_history_respond(call);
#if defined(__x86_64__)
  _mm_mfence();
#else
  __sync_synchronize();
#endif
  return time_stamp(by_counter);
}

}  // namespace tenter::detail
