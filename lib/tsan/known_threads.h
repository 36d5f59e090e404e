// The engine's threads by the kernel's number for them. ThreadSanitizer's runtime knows threads by name too, but now
// and then it misses that one was named (seen with gcc 12, once in some ten starts).
#pragma once

namespace tenter::tsan {

// Remembers the calling thread under its present name; cheap from the second time on. Thread safety: any thread.
void remember_this_thread() noexcept;

// The name of a remembered thread, or null. Safe inside the runtime's hook.
const char* remembered_name(long kernel_id) noexcept;

// REQUIRES: no thread remembers itself meanwhile.
void forget_threads() noexcept;

}  // namespace tenter::tsan
