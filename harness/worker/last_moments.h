// What a worker does when a scenario is about to end it: leave word why, in memory that outlives it.
#pragma once

#include "protocol/worker_memory.h"

namespace tenter::worker {

// From now on, an uncaught exception, a failed assert(), a stack overflow (on threads with a StackWatch) and exit()
// leave their last words in `memory`; the child of a fork() is counted there and ends at once.
// REQUIRES: called once, before a plugin is loaded. `memory` outlives the process's last instruction.
void record_last_moments(protocol::WorkerMemory& memory);

// The end of a program whose assert() has failed, with its last words.
[[noreturn]] void assertion_failed(const char* condition, const char* file, unsigned line,
                                   const char* function) noexcept;

// To be called again when a plugin has been loaded: exit handlers run last to first, and ours must be the first.
void record_exit();

}  // namespace tenter::worker
