// Counting semaphores.
#pragma once

#include <semaphore.h>

#include "explore/runtime/runtime.h"

namespace tenter::explore {

// The results are those of the functions sem_*, an error's number in the place of errno. REQUIRES: inside the
// runtime.
int make(Runtime& runtime, sem_t& semaphore, unsigned value);
int wait(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc);
int try_wait(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc);
int post(Runtime& runtime, sem_t& semaphore, std::uintptr_t pc);
int value_of(Runtime& runtime, const sem_t& semaphore, std::uintptr_t pc);

}  // namespace tenter::explore
