#include "explore/sync/semaphore.h"

#include <semaphore.h>

#include <cerrno>

#include "explore/abi/hook.h"
#include "explore/abi/result.h"

namespace {

using tenter::explore::as_result;
using tenter::explore::Runtime;

int acquired_until(Runtime& runtime, sem_t& semaphore, clockid_t clock, const timespec& time, std::uintptr_t pc) {
  const auto deadline = tenter::explore::moment_of(clock, time);
  return deadline ? acquire(runtime, semaphore, deadline, pc) : EINVAL;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int sem_wait(sem_t* semaphore) {
  TENTER_INTERPOSE(sem_wait, (semaphore), as_result(acquire(runtime, *semaphore, std::nullopt, TENTER_CALLER)));
}

int sem_timedwait(sem_t* semaphore, const timespec* time) {
  TENTER_INTERPOSE(sem_timedwait, (semaphore, time),
                   as_result(acquired_until(runtime, *semaphore, CLOCK_REALTIME, *time, TENTER_CALLER)));
}

int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* time) {
  TENTER_INTERPOSE(sem_clockwait, (semaphore, clock, time),
                   as_result(acquired_until(runtime, *semaphore, clock, *time, TENTER_CALLER)));
}

int sem_trywait(sem_t* semaphore) noexcept {
  TENTER_INTERPOSE(sem_trywait, (semaphore), as_result(try_acquire(runtime, *semaphore, TENTER_CALLER)));
}

int sem_post(sem_t* semaphore) noexcept {
  TENTER_INTERPOSE(sem_post, (semaphore), as_result(release(runtime, *semaphore, TENTER_CALLER)));
}

int sem_destroy(sem_t* semaphore) noexcept {
  TENTER_INTERPOSE(sem_destroy, (semaphore), as_result(destroy(runtime, *semaphore, TENTER_CALLER)));
}

int sem_getvalue(sem_t* semaphore, int* result) noexcept {
  TENTER_INTERPOSE(sem_getvalue, (semaphore, result), (*result = value(runtime, *semaphore, TENTER_CALLER), 0));
}
}
#pragma GCC visibility pop
