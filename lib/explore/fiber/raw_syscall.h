// System calls that go around the C library.
//
// The runtime interposes syscall() and its like, keeps no other kernel thread than its own in mind there, and errno
// is a fiber's. What is below the fibers must use neither. x86-64 Linux.
#pragma once

namespace tenter::explore {

// Returns what the kernel returned: -errno on failure.
inline long raw_syscall(long number, long first = 0, long second = 0, long third = 0) noexcept {
  register long fourth asm("r10") = 0;  // futex: no time-out
  long result = number;
  asm volatile("syscall" : "+a"(result) : "D"(first), "S"(second), "d"(third), "r"(fourth) : "rcx", "r11", "memory");
  return result;
}

}  // namespace tenter::explore
