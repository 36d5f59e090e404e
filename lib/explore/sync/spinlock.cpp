#include "explore/sync/spinlock.h"

#include <cerrno>

namespace tenter::explore {
namespace {

constexpr int kFree = 1;
constexpr int kTaken = 0;

std::uintptr_t address(const pthread_spinlock_t& lock) { return reinterpret_cast<std::uintptr_t>(&lock); }

void take(Runtime& runtime, pthread_spinlock_t& lock) {
  lock = kTaken;
  runtime.races().acquire(runtime.current(), address(lock));
}

}  // namespace

int lock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc) {
  runtime.point(
      {Op::lock, 0, address(lock), pc},
      [](const Fairness&, TaskId, void* subject) {
        return *static_cast<const pthread_spinlock_t*>(subject) == kFree;
      },
      const_cast<int*>(&lock));
  take(runtime, lock);
  return 0;
}

int try_lock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc) {
  runtime.visibility().watch_releases(address(lock));
  runtime.point({Op::try_lock, 0, address(lock), pc});
  if (lock != kFree) {
    runtime.step().downgrade_to(Op::failed_try);
    return EBUSY;
  }
  take(runtime, lock);
  return 0;
}

int unlock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc) {
  runtime.release({Op::unlock, 0, address(lock), pc});
  runtime.races().release(runtime.current(), address(lock));
  lock = kFree;
  return 0;
}

}  // namespace tenter::explore
