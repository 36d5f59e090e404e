// Locks that readers share. Nobody is preferred: whoever may go is enabled, and the strategy chooses.
#pragma once

#include <pthread.h>

#include "explore/runtime/runtime.h"

namespace tenter::explore {

// The results are those of the pthread functions. REQUIRES: inside the runtime.
int read_lock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);
int write_lock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);
int try_read_lock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);
int try_write_lock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);
int unlock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);

}  // namespace tenter::explore
