// See modelled_calls.h. The functions with C names below take precedence over libc's because this is the executable.
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>

#include <atomic>
#include <cerrno>
#include <ctime>

#include "tsan/modelled_calls.h"
#include "tsan/runtime_interface.h"

namespace tenter::tsan {
namespace {

constexpr unsigned kReadLock = 1 << 3;  // the flags of sanitizer/tsan_interface.h
constexpr unsigned kTryLock = 1 << 4;
constexpr unsigned kTryLockFailed = 1 << 5;

// The next definition of a function: libc's, or that of a runtime which knows the call and models it itself.
template <class Function>
class Next {
 public:
  constexpr explicit Next(const char* name) : name_(name) {}

  // Whether the definition found is libc's, so that the runtime must be told.
  bool unmodelled() { return get() != nullptr && unmodelled_.load(std::memory_order_relaxed); }

  Function* get() {
    Function* found = found_.load(std::memory_order_acquire);
    if (found != nullptr) return found;
    found = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name_));
    unmodelled_.store(in_libc(reinterpret_cast<void*>(found)), std::memory_order_relaxed);
    found_.store(found, std::memory_order_release);
    return found;
  }

 private:
  static bool in_libc(void* function) {
    Dl_info of_function{}, of_libc{};
    return dladdr(function, &of_function) != 0 &&
           dladdr(dlsym(RTLD_DEFAULT, "gnu_get_libc_version"), &of_libc) != 0 &&
           of_function.dli_fbase == of_libc.dli_fbase;
  }

  const char* name_;
  std::atomic<Function*> found_{nullptr};
  std::atomic<bool> unmodelled_{false};
};

using MutexLock = int(pthread_mutex_t*, clockid_t, const timespec*);
using ReadWriteLock = int(pthread_rwlock_t*, clockid_t, const timespec*);
using SemaphoreWait = int(sem_t*, clockid_t, const timespec*);

constinit Next<MutexLock> mutex_clocklock("pthread_mutex_clocklock");
constinit Next<ReadWriteLock> rwlock_clockrdlock("pthread_rwlock_clockrdlock");
constinit Next<ReadWriteLock> rwlock_clockwrlock("pthread_rwlock_clockwrlock");
constinit Next<SemaphoreWait> semaphore_clockwait("sem_clockwait");

// A timed lock is a try-lock for the runtime: it can fail, so it takes no part in a deadlock.
template <class Lock, class Object>
int announced(Next<Lock>& lock, unsigned flags, Object* object, clockid_t clock, const timespec* deadline) {
  if (!lock.unmodelled()) return lock.get()(object, clock, deadline);
  flags |= kTryLock;
  __tsan_mutex_pre_lock(object, flags);
  const int error = lock.get()(object, clock, deadline);
  const bool taken = error == 0 || error == EOWNERDEAD;
  __tsan_mutex_post_lock(object, taken ? flags : flags | kTryLockFailed, 0);
  return error;
}

}  // namespace

void resolve_clock_locks() {
  mutex_clocklock.get();
  rwlock_clockrdlock.get();
  rwlock_clockwrlock.get();
  semaphore_clockwait.get();
}

}  // namespace tenter::tsan

using namespace tenter::tsan;

#define TENTER_DEFINES extern "C" __attribute__((visibility("default"), no_sanitize("thread")))

TENTER_DEFINES int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* deadline) {
  return announced(mutex_clocklock, 0, mutex, clock, deadline);
}

TENTER_DEFINES int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* deadline) {
  return announced(rwlock_clockrdlock, kReadLock, lock, clock, deadline);
}

TENTER_DEFINES int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* deadline) {
  return announced(rwlock_clockwrlock, 0, lock, clock, deadline);
}

TENTER_DEFINES int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* deadline) {
  const int result = semaphore_clockwait.get()(semaphore, clock, deadline);
  if (result == 0 && semaphore_clockwait.unmodelled()) __tsan_acquire(semaphore);
  return result;
}
