#include <pthread.h>

#include "explore/abi/hook.h"
#include "explore/sync/barrier.h"

#pragma GCC visibility push(default)
extern "C" {

int pthread_barrier_wait(pthread_barrier_t* barrier) noexcept {
  TENTER_INTERPOSE(pthread_barrier_wait, (barrier), wait(runtime, *barrier, TENTER_CALLER));
}

int pthread_barrier_destroy(pthread_barrier_t* barrier) noexcept {
  TENTER_INTERPOSE(pthread_barrier_destroy, (barrier), destroy(runtime, *barrier, TENTER_CALLER));
}
}
#pragma GCC visibility pop
