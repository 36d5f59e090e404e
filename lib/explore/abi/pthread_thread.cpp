#include <pthread.h>

#include "explore/abi/hook.h"
#include "explore/sync/thread.h"

#pragma GCC visibility push(default)
extern "C" {

int pthread_create(pthread_t* id, const pthread_attr_t* attributes, void* (*entry)(void*), void* argument) noexcept {
  TENTER_INTERPOSE(pthread_create, (id, attributes, entry, argument),
                   create(runtime, *id, entry, argument, TENTER_CALLER));
}

int pthread_join(pthread_t id, void** result) {
  TENTER_INTERPOSE(pthread_join, (id, result), join(runtime, id, result));
}

int pthread_detach(pthread_t id) noexcept { TENTER_INTERPOSE(pthread_detach, (id), detach(runtime, id)); }
}
#pragma GCC visibility pop
