#include <pthread.h>

#include "explore/abi/hook.h"
#include "explore/sync/barrier.h"

#pragma GCC visibility push(default)
extern "C" {

int pthread_barrier_wait(pthread_barrier_t* barrier) noexcept {
  TENTER_INTERPOSE(pthread_barrier_wait, (barrier), wait(runtime, *barrier, TENTER_CALLER));
}

// The real one waits for threads that the kernel knows nothing of.
int pthread_barrier_destroy(pthread_barrier_t* barrier) noexcept {
  TENTER_INTERPOSE(pthread_barrier_destroy, (barrier), 0);
}
}
#pragma GCC visibility pop
