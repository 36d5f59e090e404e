#include <pthread.h>

#include "explore/abi/hook.h"
#include "explore/sync/spinlock.h"

#pragma GCC visibility push(default)
extern "C" {

int pthread_spin_lock(pthread_spinlock_t* spinlock) noexcept {
  TENTER_INTERPOSE(pthread_spin_lock, (spinlock), tenter::explore::lock(runtime, *spinlock, TENTER_CALLER));
}

int pthread_spin_trylock(pthread_spinlock_t* spinlock) noexcept {
  TENTER_INTERPOSE(pthread_spin_trylock, (spinlock), tenter::explore::try_lock(runtime, *spinlock, TENTER_CALLER));
}

int pthread_spin_unlock(pthread_spinlock_t* spinlock) noexcept {
  TENTER_INTERPOSE(pthread_spin_unlock, (spinlock), tenter::explore::unlock(runtime, *spinlock, TENTER_CALLER));
}

int pthread_spin_destroy(pthread_spinlock_t* spinlock) noexcept {
  TENTER_INTERPOSE(pthread_spin_destroy, (spinlock), tenter::explore::destroy(runtime, *spinlock, TENTER_CALLER));
}
}
#pragma GCC visibility pop
