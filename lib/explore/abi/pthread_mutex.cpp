#include <pthread.h>

#include <cerrno>

#include "explore/abi/hook.h"
#include "explore/sync/mutex.h"

namespace {

using tenter::explore::Runtime;

int locked_until(Runtime& runtime, pthread_mutex_t& mutex, clockid_t clock, const timespec& time, std::uintptr_t pc) {
  const auto deadline = tenter::explore::moment_of(clock, time);
  return deadline ? lock_until(runtime, mutex, deadline, pc) : EINVAL;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  TENTER_INTERPOSE(pthread_mutex_lock, (mutex), lock(runtime, *mutex, TENTER_CALLER));
}

int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  TENTER_INTERPOSE(pthread_mutex_trylock, (mutex), try_lock(runtime, *mutex, TENTER_CALLER));
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* time) noexcept {
  TENTER_INTERPOSE(pthread_mutex_timedlock, (mutex, time),
                   locked_until(runtime, *mutex, CLOCK_REALTIME, *time, TENTER_CALLER));
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* time) noexcept {
  TENTER_INTERPOSE(pthread_mutex_clocklock, (mutex, clock, time),
                   locked_until(runtime, *mutex, clock, *time, TENTER_CALLER));
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  TENTER_INTERPOSE(pthread_mutex_unlock, (mutex), unlock(runtime, *mutex, TENTER_CALLER));
}

int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
  TENTER_INTERPOSE(pthread_mutex_destroy, (mutex), destroy(runtime, *mutex, TENTER_CALLER));
}
}
#pragma GCC visibility pop
