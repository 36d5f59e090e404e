#include "explore/sync/semaphore.h"

#include <cerrno>
#include <climits>

namespace tenter::explore {
namespace {

std::uintptr_t address(const sem_t& semaphore) { return reinterpret_cast<std::uintptr_t>(&semaphore); }

std::uint32_t& value_of(sem_t& semaphore) { return reinterpret_cast<std::uint32_t&>(semaphore); }

bool is_positive(const Fairness&, TaskId, void* semaphore) { return value_of(*static_cast<sem_t*>(semaphore)) != 0; }

// Where more than one is left, it could have been taken before one of the releases so far, and what came before that
// release would not have come before this.
void take(Runtime& runtime, sem_t& semaphore) {
  if (value_of(semaphore) > 1) runtime.visibility().watch_releases(address(semaphore));
  --value_of(semaphore);
  runtime.races().acquire(runtime.current(), address(semaphore));
}

}  // namespace

int acquire(Runtime& runtime, sem_t& semaphore, const std::optional<Moment>& deadline, std::uintptr_t pc) {
  const Operation operation{Op::acquire, 0, address(semaphore), pc};
  if (!deadline) {
    runtime.point(operation, &is_positive, &semaphore);
  } else if (!take_in_time(runtime, operation, &is_positive, &semaphore, *deadline)) {
    return ETIMEDOUT;
  }
  take(runtime, semaphore);
  return 0;
}

int try_acquire(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc) {
  runtime.visibility().watch_releases(address(semaphore));
  runtime.point({Op::try_lock, 0, address(semaphore), pc});
  if (value_of(semaphore) == 0) {
    runtime.step().downgrade_to(Op::failed_try);
    return EAGAIN;
  }
  take(runtime, semaphore);
  return 0;
}

int release(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc) {
  runtime.release({Op::release, 0, address(semaphore), pc});
  if (value_of(semaphore) == SEM_VALUE_MAX) return EOVERFLOW;
  runtime.races().release(runtime.current(), address(semaphore));
  ++value_of(semaphore);
  return 0;
}

int value(Runtime& runtime, const sem_t& semaphore, std::uintptr_t pc) {
  runtime.visibility().watch_releases(address(semaphore));
  runtime.point({Op::atomic_load, 0, address(semaphore), pc});
  return static_cast<int>(reinterpret_cast<const std::uint32_t&>(semaphore));
}

}  // namespace tenter::explore
