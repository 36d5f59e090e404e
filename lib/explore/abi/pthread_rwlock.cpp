#include <pthread.h>

#include <cerrno>

#include "explore/abi/hook.h"
#include "explore/sync/rwlock.h"

namespace {

using tenter::explore::Moment;
using tenter::explore::Runtime;

using Lock = int(Runtime&, pthread_rwlock_t&, const std::optional<Moment>&, std::uintptr_t pc);

int locked_until(Runtime& runtime, Lock& lock, pthread_rwlock_t& object, clockid_t clock, const timespec& time,
                 std::uintptr_t pc) {
  const auto deadline = tenter::explore::moment_of(clock, time);
  return deadline ? lock(runtime, object, deadline, pc) : EINVAL;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_rdlock, (lock), lock_shared(runtime, *lock, std::nullopt, TENTER_CALLER));
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_tryrdlock, (lock), try_lock_shared(runtime, *lock, TENTER_CALLER));
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* time) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_timedrdlock, (lock, time),
                   locked_until(runtime, tenter::explore::lock_shared, *lock, CLOCK_REALTIME, *time, TENTER_CALLER));
}

int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* time) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_clockrdlock, (lock, clock, time),
                   locked_until(runtime, tenter::explore::lock_shared, *lock, clock, *time, TENTER_CALLER));
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_wrlock, (lock), lock_exclusive(runtime, *lock, std::nullopt, TENTER_CALLER));
}

int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_trywrlock, (lock), try_lock_exclusive(runtime, *lock, TENTER_CALLER));
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* time) noexcept {
  TENTER_INTERPOSE(
      pthread_rwlock_timedwrlock, (lock, time),
      locked_until(runtime, tenter::explore::lock_exclusive, *lock, CLOCK_REALTIME, *time, TENTER_CALLER));
}

int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* time) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_clockwrlock, (lock, clock, time),
                   locked_until(runtime, tenter::explore::lock_exclusive, *lock, clock, *time, TENTER_CALLER));
}

int pthread_rwlock_unlock(pthread_rwlock_t* lock) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_unlock, (lock), unlock(runtime, *lock, TENTER_CALLER));
}

int pthread_rwlock_destroy(pthread_rwlock_t* lock) noexcept {
  TENTER_INTERPOSE(pthread_rwlock_destroy, (lock), destroy(runtime, *lock, TENTER_CALLER));
}
}
#pragma GCC visibility pop
