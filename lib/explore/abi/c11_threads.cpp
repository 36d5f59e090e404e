// The threads, mutexes and conditions of C11, which are glibc's POSIX ones by other names; it does not call those by
// their names, so they have to be interposed by themselves. What only prepares an object is left alone.
#include <threads.h>

#include <cerrno>

#include "explore/abi/hook.h"
#include "explore/sync/clock.h"
#include "explore/sync/condition.h"
#include "explore/sync/mutex.h"
#include "explore/sync/once.h"
#include "explore/sync/thread.h"
#include "explore/sync/thread_specific.h"
#include "explore/sync/yield.h"

namespace {

using tenter::explore::Moment;
using tenter::explore::Runtime;

static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t) && sizeof(cnd_t) == sizeof(pthread_cond_t));
static_assert(sizeof(once_flag) == sizeof(pthread_once_t) && sizeof(tss_t) == sizeof(pthread_key_t));

pthread_mutex_t& posix(mtx_t& mutex) { return reinterpret_cast<pthread_mutex_t&>(mutex); }
pthread_cond_t& posix(cnd_t& condition) { return reinterpret_cast<pthread_cond_t&>(condition); }
pthread_once_t& posix(once_flag& flag) { return reinterpret_cast<pthread_once_t&>(flag); }

int c11(int error) {
  switch (error) {
    case 0:
      return thrd_success;
    case EBUSY:
      return thrd_busy;
    case ENOMEM:
      return thrd_nomem;
    case ETIMEDOUT:
      return thrd_timedout;
    default:
      return thrd_error;
  }
}

// An int is returned where the lower half of a pointer is.
int create_thread(Runtime& runtime, thrd_t& thread, thrd_start_t entry, void* argument, std::uintptr_t pc) {
  return c11(create(runtime, thread, reinterpret_cast<void* (*)(void*)>(reinterpret_cast<void*>(entry)), argument,
                    false, pc));
}

int join_thread(Runtime& runtime, thrd_t thread, int* result) {
  void* value = nullptr;
  const int error = join(runtime, thread, &value);
  if (error == 0 && result != nullptr) *result = static_cast<int>(reinterpret_cast<std::intptr_t>(value));
  return c11(error);
}

int locked_until(Runtime& runtime, mtx_t& mutex, const timespec& time, std::uintptr_t pc) {
  const auto deadline = tenter::explore::moment_of(CLOCK_REALTIME, time);
  return deadline ? c11(lock_until(runtime, posix(mutex), deadline, pc)) : thrd_error;
}

int waited_until(Runtime& runtime, cnd_t& condition, mtx_t& mutex, const std::optional<Moment>& deadline,
                 std::uintptr_t pc) {
  return c11(wait(runtime, posix(condition), posix(mutex), deadline, pc));
}

int waited_until(Runtime& runtime, cnd_t& condition, mtx_t& mutex, const timespec& time, std::uintptr_t pc) {
  const auto deadline = tenter::explore::moment_of(CLOCK_REALTIME, time);
  return deadline ? waited_until(runtime, condition, mutex, deadline, pc) : thrd_error;
}

int slept_for(Runtime& runtime, const timespec& duration, std::uintptr_t pc) {
  const std::optional<Moment> deadline = moment_after(runtime, duration);
  if (!deadline) return -2;
  sleep_until(runtime, *deadline, pc);
  return 0;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int thrd_create(thrd_t* thread, thrd_start_t entry, void* argument) {
  TENTER_INTERPOSE(thrd_create, (thread, entry, argument),
                   create_thread(runtime, *thread, entry, argument, TENTER_CALLER));
}
int thrd_join(thrd_t thread, int* result) {
  TENTER_INTERPOSE(thrd_join, (thread, result), join_thread(runtime, thread, result));
}
int thrd_detach(thrd_t thread) { TENTER_INTERPOSE(thrd_detach, (thread), c11(detach(runtime, thread))); }
int thrd_sleep(const timespec* duration, timespec* remaining) {
  TENTER_INTERPOSE(thrd_sleep, (duration, remaining), slept_for(runtime, *duration, TENTER_CALLER));
}
void thrd_yield() { TENTER_INTERPOSE(thrd_yield, (), yield(runtime, TENTER_CALLER)); }

int mtx_lock(mtx_t* mutex) { TENTER_INTERPOSE(mtx_lock, (mutex), c11(lock(runtime, posix(*mutex), TENTER_CALLER))); }
int mtx_timedlock(mtx_t* mutex, const timespec* time) {
  TENTER_INTERPOSE(mtx_timedlock, (mutex, time), locked_until(runtime, *mutex, *time, TENTER_CALLER));
}
int mtx_trylock(mtx_t* mutex) {
  TENTER_INTERPOSE(mtx_trylock, (mutex), c11(try_lock(runtime, posix(*mutex), TENTER_CALLER)));
}
int mtx_unlock(mtx_t* mutex) {
  TENTER_INTERPOSE(mtx_unlock, (mutex), c11(unlock(runtime, posix(*mutex), TENTER_CALLER)));
}

void mtx_destroy(mtx_t* mutex) {
  TENTER_INTERPOSE(mtx_destroy, (mutex), static_cast<void>(destroy(runtime, posix(*mutex), TENTER_CALLER)));
}

int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  TENTER_INTERPOSE(cnd_wait, (condition, mutex),
                   waited_until(runtime, *condition, *mutex, std::nullopt, TENTER_CALLER));
}
int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* time) {
  TENTER_INTERPOSE(cnd_timedwait, (condition, mutex, time),
                   waited_until(runtime, *condition, *mutex, *time, TENTER_CALLER));
}
int cnd_signal(cnd_t* condition) {
  TENTER_INTERPOSE(cnd_signal, (condition), c11(notify(runtime, posix(*condition), false, TENTER_CALLER)));
}
int cnd_broadcast(cnd_t* condition) {
  TENTER_INTERPOSE(cnd_broadcast, (condition), c11(notify(runtime, posix(*condition), true, TENTER_CALLER)));
}
void cnd_destroy(cnd_t* condition) {
  TENTER_INTERPOSE(cnd_destroy, (condition), static_cast<void>(destroy(runtime, posix(*condition), TENTER_CALLER)));
}

void call_once(once_flag* flag, void (*routine)()) {
  TENTER_INTERPOSE(call_once, (flag, routine), do_once(runtime, posix(*flag), routine, TENTER_CALLER));
}

int tss_create(tss_t* key, tss_dtor_t destructor) { return c11(::pthread_key_create(key, destructor)); }
void tss_delete(tss_t key) { ::pthread_key_delete(key); }
void* tss_get(tss_t key) { return ::pthread_getspecific(key); }
int tss_set(tss_t key, void* value) { return c11(::pthread_setspecific(key, value)); }
}
#pragma GCC visibility pop
