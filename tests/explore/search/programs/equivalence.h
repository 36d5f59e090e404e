// How many executions a small program has that differ in more than the order of independent steps: its Mazurkiewicz
// traces.
#pragma once

#include <cstdint>

#include "small_program.h"

namespace tenter::explore::test {

// REQUIRES: its operations are atomic accesses to memory, and those on mutexes.
std::uint64_t count_traces(const SmallProgram& program);

}  // namespace tenter::explore::test
