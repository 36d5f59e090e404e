// Descriptors that an execution has opened. What it leaves open is closed before the next one opens anything, so that
// numbers are the same in each, and do not run out.
#pragma once

#include <span>

namespace tenter::explore {

// REQUIRES: inside the runtime, for all that follow.

// Before something is opened.
void close_what_is_left();
// Afterwards; negative numbers are none.
void opened(std::span<const int> descriptors);
void closed(int descriptor);

}  // namespace tenter::explore
