#include "explore/sync/rwlock.h"

#include <cerrno>

#include "explore/sync/clock.h"
#include "explore/sync/misuse.h"

namespace tenter::explore {
namespace {

std::uintptr_t address(const pthread_rwlock_t& lock) { return reinterpret_cast<std::uintptr_t>(&lock); }

// What readers have done comes before what later writers do, but not before what later readers do.
std::uintptr_t of_readers(const pthread_rwlock_t& lock) { return address(lock) + 1; }

bool written_by(const pthread_rwlock_t& lock, TaskId task) {
  return lock.__data.__cur_writer == static_cast<int>(task) + 1;
}

constexpr std::string_view kReadWriteLock = "a read-write lock";

// Fields that nothing else uses here.
unsigned int& destroyed(pthread_rwlock_t& lock) { return lock.__data.__writers_futex; }
// Who has taken it for reading since nobody had, by bits: some may have given it back.
unsigned long& readers(pthread_rwlock_t& lock) { return lock.__data.__pad2; }
static_assert(kMaxTasks <= 64);

unsigned long bit_of(TaskId task) { return 1UL << task; }

void expect_usable(Runtime& runtime, pthread_rwlock_t& lock, std::string_view use, std::uintptr_t pc) {
  if (destroyed(lock) == kDestroyed) misuse_after_destruction(runtime, kReadWriteLock, use, pc);
}

bool held_by(pthread_rwlock_t& lock, TaskId task) {
  return written_by(lock, task) || (lock.__data.__readers != 0 && (readers(lock) & bit_of(task)) != 0);
}

struct Shared {
  static bool possible(const pthread_rwlock_t& lock) { return lock.__data.__cur_writer == 0; }
  static void take(Runtime& runtime, pthread_rwlock_t& lock) {
    ++lock.__data.__readers;
    readers(lock) |= bit_of(runtime.current());
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
  expect_usable(runtime, lock, "locked", pc);
  if (written_by(lock, runtime.current())) return EDEADLK;
  // As something counted: one owner does not rule out another, so a search must not reason as with a mutex.
  const Operation operation{Op::acquire, 0, address(lock), pc};
  if (!deadline) {
    runtime.point(operation, &possible<Mode>, &lock);
  } else if (!take_in_time(runtime, operation, &possible<Mode>, &lock, *deadline)) {
    return ETIMEDOUT;
  }
  expect_usable(runtime, lock, "locked", pc);
  Mode::take(runtime, lock);
  return 0;
}

template <class Mode>
int try_to_take(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  runtime.visibility().watch_releases(address(lock));
  runtime.point({Op::try_lock, 0, address(lock), pc});
  expect_usable(runtime, lock, "locked", pc);
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
  expect_usable(runtime, lock, "unlocked", pc);
  if (!held_by(lock, runtime.current()))
    misuse(runtime, kReadWriteLock, "unlocked by a thread that did not hold it", pc);
  const bool written = written_by(lock, runtime.current());
  runtime.release({Op::release, 0, address(lock), pc});
  runtime.races().release(runtime.current(), written ? address(lock) : of_readers(lock));
  if (written) {
    lock.__data.__cur_writer = 0;
  } else if (--lock.__data.__readers == 0) {
    readers(lock) = 0;
  }
  return 0;
}

int destroy(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  come_to_destroy(runtime, address(lock), pc);
  expect_usable(runtime, lock, "destroyed", pc);
  if (!Exclusive::possible(lock)) misuse(runtime, kReadWriteLock, "destroyed while a thread held it", pc);
  destroyed(lock) = kDestroyed;
  return 0;
}

}  // namespace tenter::explore
