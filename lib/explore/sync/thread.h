// Threads that the program starts itself. A task's pthread_t is that of the parked thread whose storage it borrows,
// so that pthread_self(), thread::get_id() and pthread_create() agree.
#pragma once

#include <pthread.h>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// The results are those of the pthread functions. REQUIRES: inside the runtime.
// A program with more threads than there can be tasks cannot go on: the execution ends as one that nobody can judge.
int create(Runtime& runtime, pthread_t& id, void* (*entry)(void*), void* argument, bool detached, std::uintptr_t pc);
int join(Runtime& runtime, pthread_t id, void** result);
int detach(Runtime& runtime, pthread_t id);

}  // namespace tenter::explore
