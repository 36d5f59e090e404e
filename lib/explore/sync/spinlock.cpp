#include "explore/sync/spinlock.h"

#include <cerrno>

#include "explore/sync/misuse.h"

namespace tenter::explore {
namespace {

constexpr int kFree = 1;
constexpr std::string_view kSpinLock = "a spin lock";

int taken_by(TaskId task) { return -1 - static_cast<int>(task); }

void expect_usable(Runtime& runtime, const volatile int& lock, std::string_view use, std::uintptr_t pc) {
  if (static_cast<std::uint32_t>(lock) == kDestroyed) misuse_after_destruction(runtime, kSpinLock, use, pc);
}

std::uintptr_t address(const pthread_spinlock_t& lock) { return reinterpret_cast<std::uintptr_t>(&lock); }

void take(Runtime& runtime, pthread_spinlock_t& lock) {
  lock = taken_by(runtime.current());
  runtime.races().acquire(runtime.current(), address(lock));
}

}  // namespace

int lock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc) {
  expect_usable(runtime, lock, "locked", pc);
  runtime.point(
      {Op::lock, 0, address(lock), pc},
      [](const Fairness&, TaskId, void* subject) {
        const int now = *static_cast<const pthread_spinlock_t*>(subject);
        return now == kFree || static_cast<std::uint32_t>(now) == kDestroyed;
      },
      const_cast<int*>(&lock));
  expect_usable(runtime, lock, "locked", pc);
  take(runtime, lock);
  return 0;
}

int try_lock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc) {
  runtime.visibility().watch_releases(address(lock));
  runtime.point({Op::try_lock, 0, address(lock), pc});
  expect_usable(runtime, lock, "locked", pc);
  if (lock != kFree) {
    runtime.step().downgrade_to(Op::failed_try);
    return EBUSY;
  }
  take(runtime, lock);
  return 0;
}

int unlock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc) {
  expect_usable(runtime, lock, "unlocked", pc);
  if (lock != taken_by(runtime.current()))
    misuse(runtime, kSpinLock, "unlocked by a thread that did not hold it", pc);
  runtime.release({Op::unlock, 0, address(lock), pc});
  runtime.races().release(runtime.current(), address(lock));
  lock = kFree;
  return 0;
}

int destroy(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc) {
  come_to_destroy(runtime, address(lock), pc);
  expect_usable(runtime, lock, "destroyed", pc);
  if (lock != kFree) misuse(runtime, kSpinLock, "destroyed while a thread held it", pc);
  lock = static_cast<int>(kDestroyed);
  return 0;
}

}  // namespace tenter::explore
