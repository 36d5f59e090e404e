// POSIX semaphores.
//
// Waiting is a disabled step until the value is positive. Posting is merged into the running step, for nobody can
// tell it from a later one; from the first sem_trywait, sem_getvalue or wait with a time limit on, it is a step too.
// The value lives in the sem_t itself, where glibc has it.
#pragma once

#include <semaphore.h>

#include <optional>

#include "explore/runtime/hooks.h"
#include "explore/sync/clock.h"

namespace tenter::explore {

// 0, or the value of errno that goes with -1. REQUIRES: inside the runtime.
int acquire(Runtime& runtime, sem_t& semaphore, const std::optional<Moment>& deadline, std::uintptr_t pc);
int try_acquire(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc);
int release(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc);
int value(Runtime& runtime, const sem_t& semaphore, std::uintptr_t pc);
int destroy(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc);

}  // namespace tenter::explore
