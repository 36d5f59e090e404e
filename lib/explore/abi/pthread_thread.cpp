#include <pthread.h>

#include "explore/abi/caller.h"
#include "explore/abi/real.h"
#include "explore/runtime/runtime.h"
#include "explore/sync/condition.h"
#include "explore/sync/thread.h"

using tenter::explore::Runtime;

#pragma GCC visibility push(default)
extern "C" {

int pthread_create(pthread_t* id, const pthread_attr_t* attributes, void* (*entry)(void*), void* argument) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_create)(id, attributes, entry, argument);
  Runtime::Inside inside(runtime);
  return create(*runtime, *id, entry, argument);
}

int pthread_join(pthread_t id, void** result) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_join)(id, result);
  Runtime::Inside inside(runtime);
  return join(*runtime, id, result);
}

int pthread_detach(pthread_t id) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(pthread_detach)(id);
  Runtime::Inside inside(runtime);
  return detach(*runtime, id);
}

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL_VERSION(pthread_cond_wait, "GLIBC_2.3.2")(condition, mutex);
  Runtime::Inside inside(runtime);
  return wait(*runtime, *condition, *mutex, TENTER_CALLER);
}

int pthread_cond_signal(pthread_cond_t* condition) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL_VERSION(pthread_cond_signal, "GLIBC_2.3.2")(condition);
  Runtime::Inside inside(runtime);
  return notify(*runtime, *condition, false, TENTER_CALLER);
}

int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL_VERSION(pthread_cond_broadcast, "GLIBC_2.3.2")(condition);
  Runtime::Inside inside(runtime);
  return notify(*runtime, *condition, true, TENTER_CALLER);
}
}
#pragma GCC visibility pop
