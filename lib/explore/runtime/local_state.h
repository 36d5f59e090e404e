// All that a task has of its own, in one number: the registers that a call preserves, and its stack.
//
// What a function that has called a hook still needs when the hook returns is in either. So a task that comes to the
// same hook with the same number goes on in the same way, unless memory that it shares with others has changed, or
// what code without instrumentation keeps to itself.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tenter::explore {

// Of the caller, up the stack, that goes on at `pc`, with all that called it; the stack ends at `top`. 0 when there
// is no such caller. 2 microseconds, more for deep stacks.
std::uint64_t local_state(std::uintptr_t pc, const std::byte* top);

}  // namespace tenter::explore
