#include "explore/sync/rwlock.h"

#include <cerrno>

namespace tenter::explore {
namespace {

std::uintptr_t address(const pthread_rwlock_t& lock) { return reinterpret_cast<std::uintptr_t>(&lock); }

// What readers release is another thing than what they acquire: they do not order each other.
std::uintptr_t readers_of(const pthread_rwlock_t& lock) { return address(lock) + 1; }

bool is_written_by(const pthread_rwlock_t& lock, TaskId task) {
  return lock.__data.__cur_writer == static_cast<int>(task) + 1;
}

bool can_read(const pthread_rwlock_t& lock) { return lock.__data.__cur_writer == 0; }
bool can_write(const pthread_rwlock_t& lock) { return can_read(lock) && lock.__data.__readers == 0; }

bool ready_to_read(const Runtime&, TaskId, void* lock) { return can_read(*static_cast<pthread_rwlock_t*>(lock)); }
bool ready_to_write(const Runtime&, TaskId, void* lock) { return can_write(*static_cast<pthread_rwlock_t*>(lock)); }

void take_to_read(Runtime& runtime, pthread_rwlock_t& lock) {
  ++lock.__data.__readers;
  runtime.races().acquire(runtime.current(), address(lock));
}

void take_to_write(Runtime& runtime, pthread_rwlock_t& lock) {
  lock.__data.__cur_writer = static_cast<int>(runtime.current()) + 1;
  runtime.races().acquire(runtime.current(), address(lock));
  runtime.races().acquire(runtime.current(), readers_of(lock));
}

using Take = void (*)(Runtime&, pthread_rwlock_t&);

int try_lock(Runtime& runtime, pthread_rwlock_t& lock, bool (*can)(const pthread_rwlock_t&), Take take,
             std::uintptr_t pc) {
  runtime.watch_releases(address(lock));
  runtime.point({Op::atomic_update, 0, address(lock), pc});
  if (!can(lock)) {
    runtime.turned_out(Op::failed_try);
    return EBUSY;
  }
  take(runtime, lock);
  return 0;
}

}  // namespace

int read_lock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  if (is_written_by(lock, runtime.current())) return EDEADLK;
  runtime.point({Op::acquire, 0, address(lock), pc}, &ready_to_read, &lock);
  take_to_read(runtime, lock);
  return 0;
}

int write_lock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  if (is_written_by(lock, runtime.current())) return EDEADLK;
  runtime.point({Op::acquire, 0, address(lock), pc}, &ready_to_write, &lock);
  take_to_write(runtime, lock);
  return 0;
}

int try_read_lock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  return try_lock(runtime, lock, &can_read, &take_to_read, pc);
}

int try_write_lock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  return try_lock(runtime, lock, &can_write, &take_to_write, pc);
}

int unlock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc) {
  const Operation operation{Op::release, 0, address(lock), pc};
  if (runtime.watches_releases(address(lock))) {
    runtime.point(operation);
  } else {
    runtime.merged(operation);
  }
  if (lock.__data.__cur_writer != 0) {
    runtime.races().release(runtime.current(), address(lock));
    lock.__data.__cur_writer = 0;
  } else {
    runtime.races().release(runtime.current(), readers_of(lock));
    --lock.__data.__readers;
  }
  return 0;
}

}  // namespace tenter::explore
