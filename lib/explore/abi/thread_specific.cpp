// pthread keys, and the destructors of thread_local variables.
#include "explore/sync/thread_specific.h"

#include <pthread.h>

#include "explore/abi/hook.h"

namespace {

using tenter::explore::Destructor;
using tenter::explore::Runtime;

// The numbers of those made here hold in every execution.
int create_outside(pthread_key_t* key, Destructor destructor) {
  const int error = TENTER_REAL(pthread_key_create)(key, destructor);
  if (error == 0) tenter::explore::remember_key(*key, destructor);
  return error;
}

int delete_outside(pthread_key_t key) {
  const int error = TENTER_REAL(pthread_key_delete)(key);
  if (error == 0) tenter::explore::remember_key(key, nullptr);
  return error;
}

int destroyed_at_end(Runtime& runtime, Destructor destructor, void* object) {
  destroy_at_end(runtime, destructor, object);
  return 0;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int pthread_key_create(pthread_key_t* key, void (*destructor)(void*)) noexcept {
  TENTER_INTERPOSE_AS(create_outside, (key, destructor), tenter::explore::create_key(*key, destructor));
}

int pthread_key_delete(pthread_key_t key) noexcept {
  TENTER_INTERPOSE_AS(delete_outside, (key), tenter::explore::delete_key(key));
}

void* pthread_getspecific(pthread_key_t key) noexcept {
  TENTER_INTERPOSE(pthread_getspecific, (key), tenter::explore::specific(runtime, key));
}

int pthread_setspecific(pthread_key_t key, const void* value) noexcept {
  TENTER_INTERPOSE(pthread_setspecific, (key, value),
                   tenter::explore::set_specific(runtime, key, const_cast<void*>(value)));
}

int __cxa_thread_atexit_impl(void (*destructor)(void*), void* object, void* module);

int __cxa_thread_atexit_impl(void (*destructor)(void*), void* object, void* module) {
  TENTER_INTERPOSE(__cxa_thread_atexit_impl, (destructor, object, module),
                   destroyed_at_end(runtime, destructor, object));
}
}
#pragma GCC visibility pop
