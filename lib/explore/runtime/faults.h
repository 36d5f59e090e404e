// What the processor or the watch on time ends: a fault, or a loop without any step, is the running task's death.
//
// Signals that the runtime itself causes, or that come outside of executions, go to whoever handled them before.
#pragma once

#include <signal.h>
#include <time.h>

#include <array>
#include <chrono>
#include <cstdint>

#include "explore/fiber/fault.h"

namespace tenter::explore {

class Runtime;

class Faults {
 public:
  // In force as long as it lives, on the thread that makes it. A task that uses the processor for `patience` without
  // calling any hook is taken for one that will never do again. Throws std::system_error.
  Faults(const FiberPool& pool, std::chrono::nanoseconds patience);
  ~Faults();
  Faults(const Faults&) = delete;
  Faults& operator=(const Faults&) = delete;

 private:
  static constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};

  static void on_fault(int signal, siginfo_t* info, void*);
  static void on_tick(int signal, siginfo_t* info, void*);
  static void pass_on(int signal);

  static Faults* instance_;

  const FiberPool& pool_;
  std::chrono::nanoseconds patience_;
  AlternateStack stack_;
  std::array<struct sigaction, std::size(kSignals)> before_{};
  struct sigaction before_tick_ {};
  timer_t timer_{};
  std::uint64_t seen_ = 0;  // calls of hooks, at the last tick
};

}  // namespace tenter::explore
