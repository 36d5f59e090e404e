// Tells a fiber that ran out of stack from a program that touched what it should not.
//
// For a handler of SIGSEGV, which needs a stack of its own then. The kernel knows one alternate stack for each of its
// threads, so all fibers share the scheduler's. The handler may leave by switch_to(), provided that it was installed
// with SA_NODEFER: the fiber that overflowed is as good as abandoned.
#pragma once

#include <signal.h>

#include <cstddef>
#include <vector>

#include "explore/fiber/fiber.h"

namespace tenter::explore {

struct Fault {
  enum class Kind { stack_overflow, other };

  Kind kind = Kind::other;
  std::size_t fiber = Fiber::kScheduler;  // whose stack; of a stack overflow only
  const void* address = nullptr;          // touched; null where the kernel does not tell
};

// Async-signal-safe.
Fault classify_fault(const FiberPool& pool, const siginfo_t& signal) noexcept;

// Signal handlers that ask for it (SA_ONSTACK) run on this stack, on the kernel thread that made it.
class AlternateStack {
 public:
  static constexpr std::size_t kBytes = 64 * 1024;

  // Throws std::system_error when the kernel refuses.
  AlternateStack();
  // Puts back the one before. REQUIRES: called on the thread that made it.
  ~AlternateStack();
  AlternateStack(const AlternateStack&) = delete;
  AlternateStack& operator=(const AlternateStack&) = delete;

 private:
  std::vector<std::byte> memory_;
  stack_t before_{};
};

}  // namespace tenter::explore
