// pthread barriers.
//
// Coming to a barrier is merged into the running step, for nobody can tell it from coming later; where more tasks
// than the barrier's count take part it matters who comes first, and coming is a step. Leaving it is one, disabled
// until all have come. The first to leave is the one that is told apart from the others: any of them may be. The
// state lives in the pthread_barrier_t itself, in glibc's layout.
#pragma once

#include <pthread.h>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// 0 or PTHREAD_BARRIER_SERIAL_THREAD. REQUIRES: inside the runtime.
int wait(Runtime& runtime, pthread_barrier_t& barrier, std::uintptr_t pc);
// Waits, as glibc does, for those who may leave it.
int destroy(Runtime& runtime, pthread_barrier_t& barrier, std::uintptr_t pc);

}  // namespace tenter::explore
