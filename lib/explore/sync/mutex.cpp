#include "explore/sync/mutex.h"

#include <cerrno>
#include <string>

#include "explore/sync/misuse.h"

namespace tenter::explore {
namespace {

std::uintptr_t address(const pthread_mutex_t& mutex) { return reinterpret_cast<std::uintptr_t>(&mutex); }

int kind(const pthread_mutex_t& mutex) { return mutex.__data.__kind & 3; }

bool owned_by(const pthread_mutex_t& mutex, TaskId task) {
  return mutex.__data.__owner == static_cast<int>(task) + 1;
}

bool checks_owner(const pthread_mutex_t& mutex) {
  return kind(mutex) == PTHREAD_MUTEX_RECURSIVE || kind(mutex) == PTHREAD_MUTEX_ERRORCHECK;
}

constexpr std::string_view kMutex = "a mutex";
constexpr int kDestroyedKind = -1;  // as in glibc
constexpr int kKinds = 0x3ff;       // all bits that a kind may have

// Zeros are an initialised mutex: whatever else is seen to be none was never made.
void expect_usable(Runtime& runtime, const pthread_mutex_t& mutex, std::string_view use, std::uintptr_t pc) {
  if ((mutex.__data.__kind & ~kKinds) == 0) [[likely]]
    return;
  if (mutex.__data.__kind == kDestroyedKind) misuse_after_destruction(runtime, kMutex, use, pc);
  misuse(runtime, kMutex, std::string(use) + " before it was initialised", pc);
}

bool possible(const Fairness&, TaskId, void* mutex) { return is_free(*static_cast<const pthread_mutex_t*>(mutex)); }

}  // namespace

bool is_free(const pthread_mutex_t& mutex) { return mutex.__data.__owner == 0; }

void require_held(Runtime& runtime, const pthread_mutex_t& mutex, std::string_view use, std::uintptr_t pc) {
  if (owned_by(mutex, runtime.current())) return;
  expect_usable(runtime, mutex, use, pc);
  misuse(runtime, kMutex, std::string(use) + " by a thread that did not hold it", pc);
}

void take(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc) {
  expect_usable(runtime, mutex, "locked", pc);
  mutex.__data.__owner = static_cast<int>(runtime.current()) + 1;
  mutex.__data.__count = 1;
  runtime.races().acquire(runtime.current(), address(mutex));
}

void give_back(Runtime& runtime, pthread_mutex_t& mutex) {
  runtime.races().release(runtime.current(), address(mutex));
  mutex.__data.__owner = 0;
  mutex.__data.__count = 0;
}

int lock(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc) {
  return lock_until(runtime, mutex, std::nullopt, pc);
}

int lock_until(Runtime& runtime, pthread_mutex_t& mutex, const std::optional<Moment>& deadline, std::uintptr_t pc) {
  expect_usable(runtime, mutex, "locked", pc);
  if (owned_by(mutex, runtime.current())) {
    if (kind(mutex) == PTHREAD_MUTEX_ERRORCHECK) return EDEADLK;
    if (kind(mutex) == PTHREAD_MUTEX_RECURSIVE) return ++mutex.__data.__count, 0;
  }
  const Operation operation{Op::lock, 0, address(mutex), pc};
  if (!deadline) {
    runtime.point(operation, &possible, &mutex);
  } else if (!take_in_time(runtime, operation, &possible, &mutex, *deadline)) {
    return ETIMEDOUT;
  }
  take(runtime, mutex, pc);
  return 0;
}

int try_lock(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc) {
  if (owned_by(mutex, runtime.current()) && kind(mutex) == PTHREAD_MUTEX_RECURSIVE) {
    return ++mutex.__data.__count, 0;
  }
  runtime.visibility().watch_releases(address(mutex));
  runtime.point({Op::try_lock, 0, address(mutex), pc});
  expect_usable(runtime, mutex, "locked", pc);
  if (!is_free(mutex)) {
    runtime.step().downgrade_to(Op::failed_try);
    return EBUSY;
  }
  take(runtime, mutex, pc);
  return 0;
}

int unlock(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc) {
  if (checks_owner(mutex) && !owned_by(mutex, runtime.current())) return EPERM;
  require_held(runtime, mutex, "unlocked", pc);
  if (mutex.__data.__count > 1) return --mutex.__data.__count, 0;
  runtime.release({Op::unlock, 0, address(mutex), pc});
  give_back(runtime, mutex);
  return 0;
}

int destroy(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc) {
  come_to_destroy(runtime, address(mutex), pc);
  expect_usable(runtime, mutex, "destroyed", pc);
  if (!is_free(mutex)) misuse(runtime, kMutex, "destroyed while a thread held it", pc);
  mutex.__data.__kind = kDestroyedKind;
  return 0;
}

}  // namespace tenter::explore
