// Allocating and freeing memory.
//
// As a rule neither is an operation: each task recycles only what it has freed itself, so nobody can tell in which
// order two tasks came to it (memory/arena.h). But a task may hold on to the address of a block that is freed and
// allocated again, and take the new block for the old one: the ABA problem. That is seen to be possible where a
// compare-exchange expects the address of a block that has been freed (compares). From then on blocks of that size
// are recycled by whoever comes first: allocating one is a visible step, and freeing one is part of the running
// step, for nobody could tell it from later.
//
// What compares such addresses in another way, after loading them, only sees a task's own blocks recycled.
#pragma once

#include <cstddef>
#include <cstdint>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// Whether who allocates such a block has to wait for its turn. REQUIRES: inside the runtime, as of all here;
// alignment is a power of two.
bool is_common(const Runtime& runtime, std::size_t size, std::size_t alignment);
// Null where there is no memory. From who cannot wait, for it holds a lock that tasks know nothing of: allocate().
void* allocate(Runtime& runtime, std::size_t size, std::size_t alignment);
void* allocate_common(Runtime& runtime, std::size_t size, std::uintptr_t pc);
// REQUIRES: block is from the arena.
void free(Runtime& runtime, void* block, std::uintptr_t pc);

// The running task is about to compare `address`, or what looks like one, with what some memory holds.
void compares(Runtime& runtime, std::uintptr_t address);

}  // namespace tenter::explore
