#include "explore/runtime/faults.h"

#include <fmt/core.h>
#include <unistd.h>

#include <string>

#include "explore/runtime/hooks.h"
#include "explore/runtime/signal_context.h"

namespace tenter::explore {
namespace {

constexpr std::uintptr_t kNearZero = 4096;

Faults* in_force = nullptr;

std::string access_in_words(const siginfo_t& info) {
  const auto address = reinterpret_cast<std::uintptr_t>(info.si_addr);
  if (info.si_code == SI_KERNEL) return "it followed a pointer to where no memory can be";
  if (address < kNearZero) return "it followed a null pointer";
  if (info.si_code == SEGV_ACCERR) return fmt::format("it touched protected memory at {:#x}", address);
  return fmt::format("it touched {:#x}, where there is no memory", address);
}

std::string arithmetic_in_words(const siginfo_t& info) {
  return info.si_code == FPE_INTDIV ? "it divided an integer by zero, or the quotient was too large"
                                    : "a floating-point operation trapped";
}

std::string in_words(const siginfo_t& info) {
  switch (info.si_signo) {
    case SIGSEGV:
      return "SIGSEGV: " + access_in_words(info);
    case SIGBUS:
      return fmt::format("SIGBUS: it touched {} amiss", info.si_addr);
    case SIGFPE:
      return "SIGFPE: " + arithmetic_in_words(info);
    case SIGILL:
      return "SIGILL: a trap, or an instruction that the processor does not have";
    default:
      return "SIGTRAP: a breakpoint without a debugger";
  }
}

}  // namespace

Faults::Faults(const FiberPool& fibers, Arena& heap) : fibers_(fibers), heap_(heap), thread_(::gettid()) {
  in_force = this;
  struct sigaction action {};
  action.sa_sigaction = &on_fault;
  // A task that dies leaves the handler for another task, and never comes back to have the signal let through again.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &action, &before_[i]);
}

Faults::~Faults() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before_[i], nullptr);
  in_force = nullptr;
}

void Faults::on_fault(int, siginfo_t* info, void* context) {
  const Faults& faults = *in_force;
  if (info->si_code == SEGV_ACCERR && info->si_signo == SIGSEGV && faults.heap_.let_write(info->si_addr)) return;
  if (info->si_code == SEGV_ACCERR && info->si_signo == SIGSEGV && Runtime::running() != nullptr &&
      Runtime::running()->enters_library(pc_of(context))) {
    return;
  }
  const bool by_itself = info->si_code > 0 || info->si_code == SI_TKILL;
  if (Runtime::running() != nullptr && by_itself && ::gettid() == faults.thread_) faults.kill_task(*info, context);
  faults.pass_on(*info);
}

void Faults::kill_task(const siginfo_t& info, void* context) const {
  Runtime& runtime = *Runtime::running();
  const Runtime::Inside inside(&runtime);
  if (info.si_code <= 0) runtime.die(Anomaly::crash, fmt::format("SIG{}: raised", ::sigabbrev_np(info.si_signo)));
  if (classify_fault(fibers_, info).kind == Fault::Kind::stack_overflow) runtime.die_of_stack_overflow();
  runtime.die(Anomaly::crash, in_words(info), pc_of(context));
}

// What faulted does so again when this returns; what was sent has to be sent again.
void Faults::pass_on(const siginfo_t& info) const {
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    if (kSignals[i] == info.si_signo) ::sigaction(kSignals[i], &before_[i], nullptr);
  }
  if (info.si_code <= 0) ::raise(info.si_signo);
}

}  // namespace tenter::explore
