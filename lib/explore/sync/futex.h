// The futex system call, which libstdc++ calls itself for std::atomic's wait, semaphores, latches, barriers, futures.
//
// Waiting is two steps: looking at the word, which ends it when the value is not the expected one, and waking up,
// disabled until somebody has woken it; with a time limit it can always be chosen, and times out. Waking reaches any
// of those that wait. Of the operations there are FUTEX_WAIT, FUTEX_WAKE and their _BITSET forms for all bits,
// private or not, with either clock; all others are refused as an old kernel would. Nothing is ordered by it.
#pragma once

#include <optional>

#include "explore/runtime/hooks.h"
#include "explore/sync/clock.h"

namespace tenter::explore {

// What the system call returns; a negative number is that of an error. REQUIRES: inside the runtime.
// `argument` is a timespec* or a number, as the operation has it.
long futex(Runtime& runtime, const std::uint32_t& word, int operation, std::uint32_t value, long argument,
           std::uint32_t bits, std::uintptr_t pc);

}  // namespace tenter::explore
