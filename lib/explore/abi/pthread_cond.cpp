#include <pthread.h>

#include <cerrno>

#include "explore/abi/hook.h"
#include "explore/sync/condition.h"

namespace {

using tenter::explore::Runtime;

int waited_until(Runtime& runtime, pthread_cond_t& condition, pthread_mutex_t& mutex, clockid_t clock,
                 const timespec& time, std::uintptr_t pc) {
  const auto deadline = tenter::explore::moment_of(clock, time);
  return deadline ? wait(runtime, condition, mutex, deadline, pc) : EINVAL;
}

}  // namespace

// glibc has two of each function; the newer one is meant.
#define TENTER_INTERPOSE_NEWER(function, arguments, controlled) \
  TENTER_INTERPOSE_AS(TENTER_REAL_VERSION(function, "GLIBC_2.3.2"), arguments, controlled)

#pragma GCC visibility push(default)
extern "C" {

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  TENTER_INTERPOSE_NEWER(pthread_cond_wait, (condition, mutex),
                         wait(runtime, *condition, *mutex, std::nullopt, TENTER_CALLER));
}

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* time) {
  TENTER_INTERPOSE_NEWER(
      pthread_cond_timedwait, (condition, mutex, time),
      waited_until(runtime, *condition, *mutex, tenter::explore::clock_of(*condition), *time, TENTER_CALLER));
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock, const timespec* time) {
  TENTER_INTERPOSE(pthread_cond_clockwait, (condition, mutex, clock, time),
                   waited_until(runtime, *condition, *mutex, clock, *time, TENTER_CALLER));
}

int pthread_cond_signal(pthread_cond_t* condition) noexcept {
  TENTER_INTERPOSE_NEWER(pthread_cond_signal, (condition), notify(runtime, *condition, false, TENTER_CALLER));
}

int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
  TENTER_INTERPOSE_NEWER(pthread_cond_broadcast, (condition), notify(runtime, *condition, true, TENTER_CALLER));
}

int pthread_cond_destroy(pthread_cond_t* condition) noexcept {
  TENTER_INTERPOSE_NEWER(pthread_cond_destroy, (condition), destroy(runtime, *condition, TENTER_CALLER));
}
}
#pragma GCC visibility pop
