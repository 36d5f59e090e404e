// What runs once however many ask for it: pthread_once() and the guards of function-local static variables.
#pragma once

#include <pthread.h>

#include <cstdint>

#include "explore/runtime/runtime.h"

namespace tenter::explore {

// Waits while another task is at it. True when the caller is to do the work, and to tell how it ended; false when it
// has been done, which is ordered before. REQUIRES: inside the runtime.
bool begin_once(Runtime& runtime, pthread_once_t& once, std::uintptr_t pc);
void end_once(Runtime& runtime, pthread_once_t& once, bool done, std::uintptr_t pc);

// The same for a guard as the Itanium C++ ABI has it: its first byte says that the variable is there, and compiled
// code reads that byte by itself.
bool begin_guarded(Runtime& runtime, std::uint64_t& guard, std::uintptr_t pc);
void end_guarded(Runtime& runtime, std::uint64_t& guard, bool done, std::uintptr_t pc);

}  // namespace tenter::explore
