// Yielding the processor: a visible step that changes nothing.
//
// It matters where a loop waits by it; how such loops are explored says runtime/spinning.h.
#pragma once

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// REQUIRES: inside the runtime.
void yield(Runtime& runtime, std::uintptr_t pc);

}  // namespace tenter::explore
