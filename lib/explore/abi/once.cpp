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

int pthread_once(pthread_once_t* control, void (*routine)()) {
  TENTER_INTERPOSE(pthread_once, (control, routine), (do_once(runtime, *control, routine, TENTER_CALLER), 0));
}
}
#pragma GCC visibility pop
