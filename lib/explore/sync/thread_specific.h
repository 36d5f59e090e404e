// What a thread has of its own and leaves behind when it ends: the values of pthread keys, and thread_local variables
// with destructors. A task's destructors run at its end, as part of it: those of variables first, last made first;
// then those of keys, again as long as they leave new values, PTHREAD_DESTRUCTOR_ITERATIONS times at most.
//
// Keys that were there before the execution keep their numbers and destructors; in every execution all values start
// as null.
#pragma once

#include <pthread.h>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

using Destructor = void (*)(void*);

// Outside of an execution a key has been made, or deleted: then without a destructor.
void remember_key(pthread_key_t key, Destructor destructor);

// The results are those of the pthread functions. REQUIRES: inside the runtime.
int create_key(pthread_key_t& key, Destructor destructor);
int delete_key(pthread_key_t key);
void* specific(Runtime& runtime, pthread_key_t key);
int set_specific(Runtime& runtime, pthread_key_t key, void* value);

// destructor(object) is to run at the end of the current task. REQUIRES: inside the runtime.
void destroy_at_end(Runtime& runtime, Destructor destructor, void* object);

}  // namespace tenter::explore
