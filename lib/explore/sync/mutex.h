// pthread mutexes as disabled steps: normal, recursive and error-checking.
//
// The state of a mutex lives in the pthread_mutex_t itself, in glibc's own fields, so that static initialisers
// and the reset of memory between executions need no help. A blocked lock is a task that is not enabled, never an
// attempt. Unlocking is merged into the running step: nobody can tell it from a later one, except try_lock and
// locking with a time limit, from whose first use on unlocks of that mutex are steps too.
#pragma once

#include <pthread.h>

#include <optional>
#include <string_view>

#include "explore/runtime/hooks.h"
#include "explore/sync/clock.h"

namespace tenter::explore {

// The results are those of the pthread functions of the same names. REQUIRES: inside the runtime.
int lock(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc);
int lock_until(Runtime& runtime, pthread_mutex_t& mutex, const std::optional<Moment>& deadline, std::uintptr_t pc);
int try_lock(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc);
int unlock(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc);
int destroy(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc);

// Ends the running task, with the anomaly `assertion`, unless it owns the mutex: whatever follows from using what is
// somebody else's is undefined. `use`: what it did.
void require_held(Runtime& runtime, const pthread_mutex_t& mutex, std::string_view use, std::uintptr_t pc);

// For condition variables, which give a mutex back and take it again as part of waiting.
bool is_free(const pthread_mutex_t& mutex);
void take(Runtime& runtime, pthread_mutex_t& mutex, std::uintptr_t pc);
void give_back(Runtime& runtime, pthread_mutex_t& mutex);

}  // namespace tenter::explore
