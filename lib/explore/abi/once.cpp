#include "explore/sync/once.h"

#include <cxxabi.h>

#include "explore/abi/caller.h"
#include "explore/abi/real.h"

using tenter::explore::Runtime;

#pragma GCC visibility push(default)
extern "C" {

// The routine is the program's own code, and may throw: then the next one tries.
int pthread_once(pthread_once_t* once, void (*routine)()) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_once)(once, routine);
  const std::uintptr_t pc = TENTER_CALLER;
  bool mine = false;
  {
    Runtime::Inside inside(runtime);
    mine = begin_once(*runtime, *once, pc);
  }
  if (!mine) return 0;
  try {
    routine();
  } catch (...) {
    Runtime::Inside inside(runtime);
    end_once(*runtime, *once, false, pc);
    throw;
  }
  Runtime::Inside inside(runtime);
  end_once(*runtime, *once, true, pc);
  return 0;
}

int __cxa_guard_acquire(abi::__guard* guard) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(__cxa_guard_acquire)(guard);
  Runtime::Inside inside(runtime);
  return begin_guarded(*runtime, reinterpret_cast<std::uint64_t&>(*guard), TENTER_CALLER) ? 1 : 0;
}

void __cxa_guard_release(abi::__guard* guard) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(__cxa_guard_release)(guard);
  Runtime::Inside inside(runtime);
  end_guarded(*runtime, reinterpret_cast<std::uint64_t&>(*guard), true, TENTER_CALLER);
}

void __cxa_guard_abort(abi::__guard* guard) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(__cxa_guard_abort)(guard);
  Runtime::Inside inside(runtime);
  end_guarded(*runtime, reinterpret_cast<std::uint64_t&>(*guard), false, TENTER_CALLER);
}
}
#pragma GCC visibility pop
