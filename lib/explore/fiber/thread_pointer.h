// The thread pointer (FS base) of x86-64: where the C library and the compiler find the running thread's identity and
// its thread-local variables. Whoever sets it to another thread's becomes that thread, as far as they can tell.
//
// One instruction where processor and kernel allow it (FSGSBASE: Linux 5.9, processors since 2012), a system call
// otherwise. Which one is found out before main() and is the same for all fibers; both may be used in any order.
#pragma once

#include <asm/prctl.h>
#include <asm/unistd.h>

#include "explore/fiber/raw_syscall.h"

#if !defined(__x86_64__) || !defined(__linux__)
#error "explore knows the thread pointer of x86-64 Linux only"
#endif

namespace tenter::explore {

enum class ThreadPointerMode { instruction, system_call };

// Whether the kernel lets programs write the FS base themselves.
bool fsgsbase_usable() noexcept;

ThreadPointerMode thread_pointer_mode() noexcept;
// For tests and measurements. REQUIRES: fsgsbase_usable() if mode is instruction.
void choose_thread_pointer_mode(ThreadPointerMode mode) noexcept;

namespace detail {
extern bool wrfsbase_in_use;  // a plain global: a branch that is always predicted costs less than a call
}

inline void* thread_pointer() noexcept {
  void* own;  // the first word of a thread's control block is its own address
  asm volatile("movq %%fs:0, %0" : "=r"(own));
  return own;
}

[[gnu::always_inline]] inline void set_thread_pointer(void* pointer) noexcept {
  if (detail::wrfsbase_in_use) {
    asm volatile("wrfsbase %0" : : "r"(pointer) : "memory");
  } else {
    raw_syscall(__NR_arch_prctl, ARCH_SET_FS, reinterpret_cast<long>(pointer));
  }
}

}  // namespace tenter::explore
