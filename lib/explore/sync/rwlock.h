// pthread read-write locks, which std::shared_mutex is made of.
//
// A writer is disabled while anybody has the lock, a reader while a writer has it: writers that wait keep no reader
// away, as it is glibc's default, and a task may read-lock again what it has read-locked. Who gets the lock next is
// the scheduler's choice.
//
// The state lives in the pthread_rwlock_t itself, in glibc's own fields. Unlocking is merged into the running step
// until a try or a timed lock could tell it from a later one, as with mutexes.
#pragma once

#include <pthread.h>

#include <optional>

#include "explore/runtime/hooks.h"
#include "explore/sync/clock.h"

namespace tenter::explore {

// The results are those of the pthread functions. REQUIRES: inside the runtime.
int lock_shared(Runtime& runtime, pthread_rwlock_t& lock, const std::optional<Moment>& deadline, std::uintptr_t pc);
int try_lock_shared(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);
int lock_exclusive(Runtime& runtime, pthread_rwlock_t& lock, const std::optional<Moment>& deadline,
                   std::uintptr_t pc);
int try_lock_exclusive(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);
int unlock(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);
int destroy(Runtime& runtime, pthread_rwlock_t& lock, std::uintptr_t pc);

}  // namespace tenter::explore
