// Synchronisation objects used against their rules, beyond what a function returns an error for: whatever follows is
// undefined, so the task that does it ends there.
//
// That an object has been destroyed is noted in its own memory, in a field that each way to initialise it writes:
// static initialisers call nothing, and memory that is used again for another object accuses nobody.
#pragma once

#include <cstdint>
#include <string_view>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// In a field of 32 bits that is 0 in an object that has been initialised.
inline constexpr std::uint32_t kDestroyed = 0xdeadde57;

// `object` is the kind of it, with an article; `what` was done: "unlocked by a thread that did not hold it".
[[noreturn]] void misuse(Runtime& runtime, std::string_view object, std::string_view what, std::uintptr_t pc);
// The same for what has been destroyed. `use`: what was done with it.
[[noreturn]] void misuse_after_destruction(Runtime& runtime, std::string_view object, std::string_view use,
                                           std::uintptr_t pc);

// The step in which an object is destroyed. Where others could have used it, or could do so, it matters when they
// give it back.
void come_to_destroy(Runtime& runtime, std::uintptr_t object, std::uintptr_t pc, Task::Ready ready = nullptr,
                     void* subject = nullptr);

}  // namespace tenter::explore
