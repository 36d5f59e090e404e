// Libraries that come and go while an execution runs.
#include <dlfcn.h>

#include "explore/abi/real.h"
#include "explore/runtime/hooks.h"

#pragma GCC visibility push(default)
extern "C" {

// Who came is looked at when an execution is over; who goes before would not be seen then. Its destructors are the
// program's own code.
int dlclose(void* library) {
  using tenter::explore::Runtime;
  if (Runtime* const runtime = Runtime::running()) {
    const Runtime::Inside inside(runtime);
    runtime->modules().look();
  }
  return TENTER_REAL(dlclose)(library);
}
}
#pragma GCC visibility pop
