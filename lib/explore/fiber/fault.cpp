#include "explore/fiber/fault.h"

#include <cerrno>
#include <system_error>

namespace tenter::explore {

Fault classify_fault(const FiberPool& pool, const siginfo_t& signal) noexcept {
  Fault fault;
  const bool by_the_kernel = signal.si_code > 0 && signal.si_code != SI_KERNEL;
  if (!by_the_kernel || (signal.si_signo != SIGSEGV && signal.si_signo != SIGBUS)) return fault;
  fault.address = signal.si_addr;
  if (const auto fiber = pool.overflowed(fault.address)) {
    fault.kind = Fault::Kind::stack_overflow;
    fault.fiber = *fiber;
  }
  return fault;
}

AlternateStack::AlternateStack() : memory_(kBytes) {
  stack_t stack{};
  stack.ss_sp = memory_.data();
  stack.ss_size = memory_.size();
  if (::sigaltstack(&stack, &before_) != 0) {
    throw std::system_error(errno, std::generic_category(), "no alternate signal stack");
  }
}

AlternateStack::~AlternateStack() { ::sigaltstack(&before_, nullptr); }

}  // namespace tenter::explore
