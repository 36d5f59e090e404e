#include <pthread.h>

#include "explore/abi/caller.h"
#include "explore/abi/real.h"
#include "explore/sync/rwlock.h"

using tenter::explore::Runtime;

#pragma GCC visibility push(default)
extern "C" {

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_rwlock_rdlock)(lock);
  Runtime::Inside inside(runtime);
  return read_lock(*runtime, *lock, TENTER_CALLER);
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_rwlock_wrlock)(lock);
  Runtime::Inside inside(runtime);
  return write_lock(*runtime, *lock, TENTER_CALLER);
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_rwlock_tryrdlock)(lock);
  Runtime::Inside inside(runtime);
  return try_read_lock(*runtime, *lock, TENTER_CALLER);
}

int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_rwlock_trywrlock)(lock);
  Runtime::Inside inside(runtime);
  return try_write_lock(*runtime, *lock, TENTER_CALLER);
}

int pthread_rwlock_unlock(pthread_rwlock_t* lock) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_rwlock_unlock)(lock);
  Runtime::Inside inside(runtime);
  return unlock(*runtime, *lock, TENTER_CALLER);
}
}
#pragma GCC visibility pop
