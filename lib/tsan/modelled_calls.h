// Calls that ThreadSanitizer's runtime does not see, told to it by us.
//
// gcc 12's and clang 14's runtimes know nothing of the pthread calls that take a clock, which is what
// std::timed_mutex::try_lock_for() and its kin make: a lock taken that way does not exist for them, so they report
// races under it, and its unlock as that of an unlocked mutex. This library defines those calls itself, ahead of
// libc's, and announces what they do. So a correct program has no such report, and a wrong one still has its own.
//
// Fences and the release of exceptions are beyond that: they are only noticed.
#pragma once

namespace tenter::tsan {

// Looks up libc's definitions early, rather than in the scenario's time.
void resolve_clock_locks();

// Whether std::atomic_thread_fence has been called by instrumented code since the last forget_fences(). Notices
// nothing where the runtime is linked statically (clang).
bool fences_noticed();
void forget_fences();

// Whether this thread is giving up a reference to an exception, and so perhaps destroying it. libstdc++.so counts the
// references by atomics that are not instrumented, and leaves no frame of its own on the runtime's stack.
bool releasing_exception();

}  // namespace tenter::tsan
