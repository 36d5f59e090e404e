#include <pthread.h>

#include "explore/abi/real.h"
#include "explore/sync/mutex.h"

namespace {

using tenter::explore::Runtime;

std::uintptr_t caller(void* pc) { return reinterpret_cast<std::uintptr_t>(pc); }

}  // namespace

#define TENTER_CALLER caller(__builtin_return_address(0))

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
