#include "explore/sync/semaphore.h"

#include <cerrno>
#include <climits>

namespace tenter::explore {
namespace {

// Kept in the sem_t itself, so that it is reset with the program's memory.
struct State {
  unsigned value;
};

State& state_of(sem_t& semaphore) { return *reinterpret_cast<State*>(&semaphore); }
std::uintptr_t address(const sem_t& semaphore) { return reinterpret_cast<std::uintptr_t>(&semaphore); }

bool is_positive(const Runtime&, TaskId, void* semaphore) {
  return state_of(*static_cast<sem_t*>(semaphore)).value > 0;
}

void take(Runtime& runtime, sem_t& semaphore) {
  --state_of(semaphore).value;
  runtime.races().acquire(runtime.current(), address(semaphore));
}

}  // namespace

int make(Runtime&, sem_t& semaphore, unsigned value) {
  if (value > SEM_VALUE_MAX) return EINVAL;
  state_of(semaphore).value = value;
  return 0;
}

int wait(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc) {
  runtime.point({Op::acquire, 0, address(semaphore), pc}, &is_positive, &semaphore);
  take(runtime, semaphore);
  return 0;
}

int try_wait(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc) {
  runtime.point({Op::atomic_update, 0, address(semaphore), pc});
  if (state_of(semaphore).value == 0) {
    runtime.turned_out(Op::failed_try);
    return EAGAIN;
  }
  take(runtime, semaphore);
  return 0;
}

// A visible step: unlike an unlock, it need not come from whoever would be in the way of those that wait.
int post(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc) {
  runtime.point({Op::release, 0, address(semaphore), pc});
  if (state_of(semaphore).value == SEM_VALUE_MAX) return EOVERFLOW;
  runtime.races().release(runtime.current(), address(semaphore));
  ++state_of(semaphore).value;
  return 0;
}

int value_of(Runtime& runtime, const sem_t& semaphore, std::uintptr_t pc) {
  runtime.point({Op::atomic_load, 0, address(semaphore), pc});
  return static_cast<int>(state_of(const_cast<sem_t&>(semaphore)).value);
}

}  // namespace tenter::explore
