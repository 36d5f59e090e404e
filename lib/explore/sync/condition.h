// pthread condition variables.
//
// Waiting gives the mutex back as part of the running step, then waits, disabled, for a notification and the mutex.
// A notification reaches one of those that were waiting when it was given, any of them; with nobody waiting it is
// lost, as POSIX has it. Spurious wake-ups do not happen. A wait with a time limit can always go on: chosen without a
// notification it times out, and is no longer waiting when it goes for the mutex in its next step.
#pragma once

#include <pthread.h>

#include <optional>

#include "explore/runtime/hooks.h"
#include "explore/sync/clock.h"

namespace tenter::explore {

// The results are those of the pthread functions. REQUIRES: inside the runtime.
int wait(Runtime& runtime, pthread_cond_t& condition, pthread_mutex_t& mutex, const std::optional<Moment>& deadline,
         std::uintptr_t pc);
int notify(Runtime& runtime, pthread_cond_t& condition, bool all, std::uintptr_t pc);
// Those who have been notified may still have to go on: they do not use it any more.
int destroy(Runtime& runtime, pthread_cond_t& condition, std::uintptr_t pc);

// The one that the condition variable was initialised to measure time by.
clockid_t clock_of(const pthread_cond_t& condition);

}  // namespace tenter::explore
