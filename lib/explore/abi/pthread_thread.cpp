#include <pthread.h>

#include "explore/abi/hook.h"
#include "explore/sync/thread.h"

namespace {

bool is_detached(const pthread_attr_t* attributes) {
  int state = PTHREAD_CREATE_JOINABLE;
  return attributes != nullptr && ::pthread_attr_getdetachstate(attributes, &state) == 0 &&
         state == PTHREAD_CREATE_DETACHED;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int pthread_create(pthread_t* id, const pthread_attr_t* attributes, void* (*entry)(void*), void* argument) noexcept {
  TENTER_INTERPOSE(pthread_create, (id, attributes, entry, argument),
                   create(runtime, *id, entry, argument, is_detached(attributes), TENTER_CALLER));
}

int pthread_join(pthread_t id, void** result) {
  TENTER_INTERPOSE(pthread_join, (id, result), join(runtime, id, result));
}

int pthread_detach(pthread_t id) noexcept { TENTER_INTERPOSE(pthread_detach, (id), detach(runtime, id)); }
}
#pragma GCC visibility pop
