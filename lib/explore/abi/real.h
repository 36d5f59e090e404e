// The functions that this process interposes, as they were: what the runtime itself and everything outside of an
// execution gets.
#pragma once

#include <dlfcn.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace tenter::explore {

// Resolved at the first call, because constructors of other libraries call before ours have run. A tail call would
// make dlsym(RTLD_NEXT) see the wrong caller, hence the barrier.
template <class F>
F* next_definition(const char* name, const char* version) {
  void* const found = version == nullptr ? ::dlsym(RTLD_NEXT, name) : ::dlvsym(RTLD_NEXT, name, version);
  asm volatile("" ::: "memory");
  if (found == nullptr) {
    std::fprintf(stderr, "tenter-explore: the C library has no %s\n", name);
    std::abort();
  }
  return reinterpret_cast<F*>(found);
}

// `known` remembers it. Several threads may find it at the same time, all the same.
template <class F>
F* next_definition_once(std::atomic<void*>& known, const char* name, const char* version) {
  if (void* const found = known.load(std::memory_order_relaxed)) return reinterpret_cast<F*>(found);
  F* const found = next_definition<F>(name, version);
  known.store(reinterpret_cast<void*>(found), std::memory_order_relaxed);
  return found;
}

}  // namespace tenter::explore

// The real `function`, whose declaration is in scope. No function-local static with an initialiser at run time: its
// guard is interposed, too.
#define TENTER_REAL(function) TENTER_REAL_VERSION(function, nullptr)
// Condition variables exist in two versions; the newer one is meant.
#define TENTER_REAL_VERSION(function, version)                                                       \
  ([]() {                                                                                            \
    static std::atomic<void*> known{nullptr};                                                        \
    return ::tenter::explore::next_definition_once<decltype(::function)>(known, #function, version); \
  }())
