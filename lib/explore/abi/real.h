// The functions that this process interposes, as they were: what the runtime itself and everything outside of an
// execution gets.
#pragma once

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

namespace tenter::explore {

// Resolved at the first call, because constructors of other libraries call before ours have run. A tail call would
// make dlsym(RTLD_NEXT) see the wrong caller, hence the barrier.
template <class F>
F* next_definition(const char* name, const char* version = nullptr) {
  void* const found = version == nullptr ? ::dlsym(RTLD_NEXT, name) : ::dlvsym(RTLD_NEXT, name, version);
  asm volatile("" ::: "memory");
  if (found == nullptr) {
    std::fprintf(stderr, "tenter-explore: the C library has no %s\n", name);
    std::abort();
  }
  return reinterpret_cast<F*>(found);
}

}  // namespace tenter::explore

// The real `function`, whose declaration is in scope.
#define TENTER_REAL(function)                                                                      \
  ([]() {                                                                                          \
    static auto* const real = ::tenter::explore::next_definition<decltype(::function)>(#function); \
    return real;                                                                                   \
  }())
// Condition variables exist in two versions; the newer one is meant.
#define TENTER_REAL_VERSION(function, version)                                                              \
  ([]() {                                                                                                   \
    static auto* const real = ::tenter::explore::next_definition<decltype(::function)>(#function, version); \
    return real;                                                                                            \
  }())
