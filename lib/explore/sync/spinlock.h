// pthread spin locks: to a scheduler no different from mutexes. A task that would spin is not enabled.
//
// The state is the pthread_spinlock_t itself: positive while it is free, as glibc initialises it on x86; while it is
// taken, a negative number that says by whom.
#pragma once

#include <pthread.h>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// The results are those of the pthread functions. REQUIRES: inside the runtime.
int lock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc);
int try_lock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc);
int unlock(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc);
int destroy(Runtime& runtime, pthread_spinlock_t& lock, std::uintptr_t pc);

}  // namespace tenter::explore
