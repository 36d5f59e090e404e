// What is done once by whoever comes first while the others wait: pthread_once, and the initialisation of
// function-local static variables.
//
// Like a mutex: whoever comes owns it until what is to be done has been done, or has been given up by an exception;
// who comes later owns it for a moment, to see that it is done. The state lives where the ABI has it, so that what
// was done before an execution counts in it.
//
// What the C and C++ runtimes do once, when the first exception is thrown say, they do for the whole process: no part
// of the program, and no step.
#pragma once

#include <pthread.h>

#include <cstdint>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// A guard of the Itanium C++ ABI: the compiler looks at the first byte itself.
using Guard = std::int64_t;

// True when the caller has to do it, and then to say how it went. REQUIRES: inside the runtime.
bool begin_once(Runtime& runtime, pthread_once_t& control, std::uintptr_t pc);
bool begin_once(Runtime& runtime, Guard& control, std::uintptr_t pc);

// REQUIRES: begun by the current task.
void end_once(Runtime& runtime, pthread_once_t& control, bool done, std::uintptr_t pc);
void end_once(Runtime& runtime, Guard& control, bool done, std::uintptr_t pc);

// Both, and the routine, which is the program's own code, in between; an exception that leaves it, as std::call_once
// allows, leaves it undone.
void do_once(Runtime& runtime, pthread_once_t& control, void (*routine)(), std::uintptr_t pc);

}  // namespace tenter::explore
