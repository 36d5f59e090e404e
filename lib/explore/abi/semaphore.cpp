#include "explore/sync/semaphore.h"

#include <semaphore.h>

#include <cerrno>

#include "explore/abi/caller.h"
#include "explore/abi/real.h"

namespace {

using tenter::explore::Runtime;

// As the functions of <semaphore.h> tell of errors.
int told(int error) {
  if (error == 0) return 0;
  errno = error;
  return -1;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int sem_init(sem_t* semaphore, int shared, unsigned value) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(sem_init)(semaphore, shared, value);
  Runtime::Inside inside(runtime);
  return told(make(*runtime, *semaphore, value));
}

int sem_wait(sem_t* semaphore) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(sem_wait)(semaphore);
  Runtime::Inside inside(runtime);
  return told(wait(*runtime, *semaphore, TENTER_CALLER));
}

int sem_trywait(sem_t* semaphore) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(sem_trywait)(semaphore);
  Runtime::Inside inside(runtime);
  return told(try_wait(*runtime, *semaphore, TENTER_CALLER));
}

int sem_post(sem_t* semaphore) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(sem_post)(semaphore);
  Runtime::Inside inside(runtime);
  return told(post(*runtime, *semaphore, TENTER_CALLER));
}

int sem_getvalue(sem_t* semaphore, int* value) noexcept {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return TENTER_REAL(sem_getvalue)(semaphore, value);
  Runtime::Inside inside(runtime);
  *value = value_of(*runtime, *semaphore, TENTER_CALLER);
  return 0;
}
}
#pragma GCC visibility pop
