// Destructors of static variables that an execution has made: the world is reset, so nothing is left to destroy when
// the process ends, and what the C library would note lies in memory that is reset.
#include "explore/abi/real.h"
#include "explore/runtime/hooks.h"

#pragma GCC visibility push(default)
extern "C" {

int __cxa_atexit(void (*function)(void*), void* argument, void* module);

int __cxa_atexit(void (*function)(void*), void* argument, void* module) {
  if (tenter::explore::Runtime::running() != nullptr) return 0;
  return TENTER_REAL(__cxa_atexit)(function, argument, module);
}
}
#pragma GCC visibility pop
