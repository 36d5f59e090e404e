#include "explore/sync/semaphore.h"

#include <cerrno>
#include <climits>

#include "explore/sync/misuse.h"

namespace tenter::explore {
namespace {

std::uintptr_t address(const sem_t& semaphore) { return reinterpret_cast<std::uintptr_t>(&semaphore); }

std::uint32_t& value_of(sem_t& semaphore) { return reinterpret_cast<std::uint32_t&>(semaphore); }

// Where glibc counts those who wait: nobody does so in the kernel.
std::uint32_t& destroyed(sem_t& semaphore) { return (&value_of(semaphore))[1]; }

void expect_usable(Runtime& runtime, sem_t& semaphore, std::string_view use, std::uintptr_t pc) {
  if (destroyed(semaphore) == kDestroyed) misuse_after_destruction(runtime, "a semaphore", use, pc);
}

bool is_positive(const Fairness&, TaskId, void* subject) {
  sem_t& semaphore = *static_cast<sem_t*>(subject);
  return value_of(semaphore) != 0 || destroyed(semaphore) == kDestroyed;
}

// Where more than one is left, it could have been taken before one of the releases so far, and what came before that
// release would not have come before this.
void take(Runtime& runtime, sem_t& semaphore) {
  if (value_of(semaphore) > 1) runtime.visibility().watch_releases(address(semaphore));
  --value_of(semaphore);
  runtime.races().acquire(runtime.current(), address(semaphore));
}

}  // namespace

int acquire(Runtime& runtime, sem_t& semaphore, const std::optional<Moment>& deadline, std::uintptr_t pc) {
  expect_usable(runtime, semaphore, "waited on", pc);
  const Operation operation{Op::acquire, 0, address(semaphore), pc};
  if (!deadline) {
    runtime.point(operation, &is_positive, &semaphore);
  } else if (!take_in_time(runtime, operation, &is_positive, &semaphore, *deadline)) {
    return ETIMEDOUT;
  }
  expect_usable(runtime, semaphore, "waited on", pc);
  take(runtime, semaphore);
  return 0;
}

int try_acquire(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc) {
  runtime.visibility().watch_releases(address(semaphore));
  runtime.point({Op::try_lock, 0, address(semaphore), pc});
  expect_usable(runtime, semaphore, "waited on", pc);
  if (value_of(semaphore) == 0) {
    runtime.step().downgrade_to(Op::failed_try);
    return EAGAIN;
  }
  take(runtime, semaphore);
  return 0;
}

int release(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc) {
  runtime.release({Op::release, 0, address(semaphore), pc});
  expect_usable(runtime, semaphore, "posted", pc);
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

int destroy(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc) {
  come_to_destroy(runtime, address(semaphore), pc);
  expect_usable(runtime, semaphore, "destroyed", pc);
  destroyed(semaphore) = kDestroyed;
  return 0;
}

}  // namespace tenter::explore
