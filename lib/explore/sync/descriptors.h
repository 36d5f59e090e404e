// Descriptors that an execution has opened: what their numbers stand for, and when.
//
// What it leaves open is closed before the next one opens anything, so that numbers are the same in each, and do not
// run out.
//
// A use that nothing orders with the close is a race on the descriptor, for another one may have got its number by
// then: so a use reads the descriptor's place (event/object.h), opening and closing write to it. dup2() onto an open
// one only uses it: who uses it meanwhile gets the old one or the new one, as log files are changed. Of descriptors
// that somebody has opened unseen, nothing is told.
#pragma once

#include <cstdint>
#include <span>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// REQUIRES: inside the runtime, for all that follow. `pc` is the caller.

// Before something is opened.
void close_what_is_left();
// Afterwards; negative numbers are none.
void opened(Runtime& runtime, std::span<const int> descriptors, std::uintptr_t pc);
// Before the call.
void about_to_use(Runtime& runtime, int descriptor, std::uintptr_t pc);
void about_to_close(Runtime& runtime, int descriptor, std::uintptr_t pc);

}  // namespace tenter::explore
