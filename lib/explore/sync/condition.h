// pthread condition variables.
//
// Waiting gives the mutex back as part of the running step, then waits, disabled, for a notification and the mutex.
// A notification reaches one of those that were waiting when it was given, any of them: which one is the
// scheduler's choice, made when one of them goes on. With nobody waiting it is lost, as POSIX has it. Spurious
// wake-ups do not happen. A timed wait is always enabled: chosen without a notification, it times out.
#pragma once

#include <pthread.h>

#include "explore/runtime/runtime.h"

namespace tenter::explore {

// The results are those of the pthread functions. REQUIRES: inside the runtime.
int wait(Runtime& runtime, pthread_cond_t& condition, pthread_mutex_t& mutex, std::uintptr_t pc);
int notify(Runtime& runtime, pthread_cond_t& condition, bool all, std::uintptr_t pc);

}  // namespace tenter::explore
