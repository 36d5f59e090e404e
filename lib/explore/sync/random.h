// Random numbers, the same in each execution.
//
// The C library's generators (rand(), random(), drand48() and their relatives) begin as in a new process. What they
// give next is seen by all: a visible step. What the kernel gives (getrandom(), std::random_device, ...) nobody
// shares: each task has a stream of its own, always the same, so that no order of tasks makes a difference to it.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <span>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// REQUIRES: inside the runtime, for all that follow.

// Before a generator is used, as a visible step on it. The generator is that of random().
random_data& random_generator(Runtime& runtime, std::uintptr_t pc);
// That of drand48() and its family.
drand48_data& random48_generator(Runtime& runtime, std::uintptr_t pc);

std::uint64_t next_of_kernel(Runtime& runtime);
void fill_as_kernel(Runtime& runtime, std::span<std::byte> memory);

}  // namespace tenter::explore
