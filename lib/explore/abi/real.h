// The functions that this process interposes, as they were: what the runtime itself and everything outside of an
// execution gets.
#pragma once

#include <dlfcn.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace tenter::explore {

// A tail call would make dlsym(RTLD_NEXT) see the wrong caller, hence the barrier.
inline void* next_definition(const char* name, const char* version) {
  void* const found = version == nullptr ? ::dlsym(RTLD_NEXT, name) : ::dlvsym(RTLD_NEXT, name, version);
  asm volatile("" ::: "memory");
  if (found == nullptr) {
    std::fprintf(stderr, "tenter-explore: the C library has no %s\n", name);
    std::abort();
  }
  return found;
}

// Resolved at the first call, because constructors of other libraries call before ours have run; without the guard of
// a static variable, for that is interposed itself.
inline void* resolved(std::atomic<void*>& known, const char* name, const char* version = nullptr) {
  void* function = known.load(std::memory_order_acquire);
  if (function == nullptr) known.store(function = next_definition(name, version), std::memory_order_release);
  return function;
}

}  // namespace tenter::explore

// The real `function`, whose declaration is in scope.
#define TENTER_REAL(function)                                                                      \
  ([]() {                                                                                          \
    static constinit std::atomic<void*> known{};                                                   \
    return reinterpret_cast<decltype(&::function)>(::tenter::explore::resolved(known, #function)); \
  }())
// Condition variables exist in two versions; the newer one is meant.
#define TENTER_REAL_VERSION(function, version)                                                              \
  ([]() {                                                                                                   \
    static constinit std::atomic<void*> known{};                                                            \
    return reinterpret_cast<decltype(&::function)>(::tenter::explore::resolved(known, #function, version)); \
  }())
