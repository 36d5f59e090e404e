#include "explore/sync/rwlock.h"

#include <cerrno>

#include "explore/sync/clock.h"

namespace tenter::explore {
namespace {

std::uintptr_t address(const pthread_rwlock_t& lock) { return reinterpret_cast<std::uintptr_t>(&lock); }

// What readers have done comes before what later writers do, but not before what later readers do.
std::uintptr_t of_readers(const pthread_rwlock_t& lock) { return address(lock) + 1; }

bool written_by(const pthread_rwlock_t& lock, TaskId task) {
  return lock.__data.__cur_writer == static_cast<int>(task) + 1;
}

struct Shared {
  static bool possible(const pthread_rwlock_t& lock) { return lock.__data.__cur_writer == 0; }
  static void take(Runtime& runtime, pthread_rwlock_t& lock) {
    ++lock.__data.__readers;
    runtime.races().acquire(runtime.current(), address(lock));
  }
};

struct Exclusive {
  static bool possible(const pthread_rwlock_t& lock) {
    return lock.__data.__cur_writer == 0 && lock.__data.__readers == 0;
  }
  static void take(Runtime& runtime, pthread_rwlock_t& lock) {
    lock.__data.__cur_writer = static_cast<int>(runtime.current()) + 1;
    runtime.races().acquire(runtime.current(), address(lock));
    runtime.races().acquire(runtime.current(), of_readers(lock));
  }
};

// As something counted: one owner does not rule out another, so a search must not reason as with a mutex.
template <class Mode>
bool possible(const Fairness&, TaskId, void* subject) {
  return Mode::possible(*static_cast<const pthread_rwlock_t*>(subject));
}

template <class Mode>
int take(Runtime& runtime, pthread_rwlock_t& lock, const std::optional<Moment>& deadline, std::uintptr_t pc) {
  if (written_by(lock, runtime.current())) return EDEADLK;
  // As something counted: one owner does not rule out another, so a search must not reason as with a mutex.
  const Operation operation{Op::acquire, 0, address(lock), pc};
  if (!deadline) {
    runtime.point(operation, &possible<Mode>, &lock);
  } else if (!take_in_time(runtime, operation, &possible<Mode>, &lock, *deadline)) {
    return ETIMEDOUT;
  }
  Mode::take(runtime, lock);
  return 0;
}

template <class Mode>
int try_to_take(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  runtime.visibility().watch_releases(address(lock));
  runtime.point({Op::try_lock, 0, address(lock), pc});
  if (!Mode::possible(lock)) {
    runtime.step().downgrade_to(Op::failed_try);
    return EBUSY;
  }
  Mode::take(runtime, lock);
  return 0;
}

}  // namespace

int lock_shared(Runtime& runtime, pthread_rwlock_t& lock, const std::optional<Moment>& deadline, std::uintptr_t pc) {
  return take<Shared>(runtime, lock, deadline, pc);
}

int try_lock_shared(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  return try_to_take<Shared>(runtime, lock, pc);
}

int lock_exclusive(Runtime& runtime, pthread_rwlock_t& lock, const std::optional<Moment>& deadline,
                   std::uintptr_t pc) {
  return take<Exclusive>(runtime, lock, deadline, pc);
}

int try_lock_exclusive(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  return try_to_take<Exclusive>(runtime, lock, pc);
}

int unlock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  const bool written = written_by(lock, runtime.current());
  if (!written && lock.__data.__readers == 0) return EPERM;
  runtime.release({Op::release, 0, address(lock), pc});
  runtime.races().release(runtime.current(), written ? address(lock) : of_readers(lock));
  if (written) {
    lock.__data.__cur_writer = 0;
  } else {
    --lock.__data.__readers;
  }
  return 0;
}

}  // namespace tenter::explore
