// pthread_once, and the guards of function-local static variables.
#include "explore/sync/once.h"

#include <pthread.h>

#include "explore/abi/hook.h"

using tenter::explore::Guard;
using tenter::explore::Runtime;

#pragma GCC visibility push(default)
extern "C" {

int __cxa_guard_acquire(Guard* guard);
void __cxa_guard_release(Guard* guard) noexcept;
void __cxa_guard_abort(Guard* guard) noexcept;

int __cxa_guard_acquire(Guard* guard) {
  TENTER_INTERPOSE(__cxa_guard_acquire, (guard), begin_once(runtime, *guard, TENTER_CALLER) ? 1 : 0);
}

void __cxa_guard_release(Guard* guard) noexcept {
  TENTER_INTERPOSE(__cxa_guard_release, (guard), end_once(runtime, *guard, true, TENTER_CALLER));
}

void __cxa_guard_abort(Guard* guard) noexcept {
  TENTER_INTERPOSE(__cxa_guard_abort, (guard), end_once(runtime, *guard, false, TENTER_CALLER));
}

// The routine is the program's own code; an exception that leaves it, as std::call_once allows, leaves it undone.
int pthread_once(pthread_once_t* control, void (*routine)()) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_once)(control, routine);
  const Runtime::Inside inside(runtime);
  if (!begin_once(*runtime, *control, TENTER_CALLER)) return 0;
  try {
    const Runtime::Outside outside(*runtime);
    routine();
  } catch (...) {
    end_once(*runtime, *control, false, TENTER_CALLER);
    throw;
  }
  end_once(*runtime, *control, true, TENTER_CALLER);
  return 0;
}
}
#pragma GCC visibility pop
