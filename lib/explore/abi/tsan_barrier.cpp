// The barrier of ThreadSanitizer's own tests, which its runtime exports.
#include "explore/abi/hook.h"
#include "explore/sync/test_barrier.h"

#pragma GCC visibility push(default)
extern "C" {

// Called outside of an execution, it is only made: there is nobody to wait for there.
void __tsan_testonly_barrier_init(std::uint64_t* barrier, unsigned count) { tenter::explore::start(*barrier, count); }

void __tsan_testonly_barrier_wait(std::uint64_t* barrier) {
  tenter::explore::Runtime* const runtime = tenter::explore::Runtime::running();
  if (runtime == nullptr) return;
  const tenter::explore::Runtime::Inside inside(runtime);
  tenter::explore::wait(*runtime, *barrier, TENTER_CALLER);
}
}
#pragma GCC visibility pop
