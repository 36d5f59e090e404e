#include <pthread.h>

#include "explore/abi/caller.h"
#include "explore/abi/real.h"
#include "explore/sync/mutex.h"

using tenter::explore::Runtime;

#pragma GCC visibility push(default)
extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_mutex_lock)(mutex);
  Runtime::Inside inside(runtime);
  return lock(*runtime, *mutex, TENTER_CALLER);
}

int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_mutex_trylock)(mutex);
  Runtime::Inside inside(runtime);
  return try_lock(*runtime, *mutex, TENTER_CALLER);
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_mutex_unlock)(mutex);
  Runtime::Inside inside(runtime);
  return unlock(*runtime, *mutex, TENTER_CALLER);
}
}
#pragma GCC visibility pop
