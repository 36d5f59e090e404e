// Yielding the processor: a visible step that changes nothing.
//
// It matters where a loop waits by it. Such a loop may go round a few times while others could go on, then no further
// until they have (Runtime::may_give): it makes no search infinite. When nobody else can go on it goes round for
// ever, which is a livelock, and found at the bound of steps.
#pragma once

#include "explore/runtime/runtime.h"

namespace tenter::explore {

// REQUIRES: inside the runtime.
void yield(Runtime& runtime, std::uintptr_t pc);

// An object of the task's own, for its steps that are about nothing that others could see.
constexpr std::uintptr_t nobody_elses(TaskId task) { return std::uintptr_t{kMaxTasks} + task; }

}  // namespace tenter::explore
