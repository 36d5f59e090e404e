// Yielding the processor: a visible step that changes nothing.
//
// It matters where a loop waits by it; how such loops are explored says runtime/spinning.h.
#pragma once

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// REQUIRES: inside the runtime.
void yield(Runtime& runtime, std::uintptr_t pc);

// An object of the task's own, for its steps that are about nothing that others could see.
constexpr std::uintptr_t nobody_elses(TaskId task) { return std::uintptr_t{kMaxTasks} + task; }

}  // namespace tenter::explore
