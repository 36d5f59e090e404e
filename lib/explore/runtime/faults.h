// What the processor does not do for a task is that task's death, and the search goes on: faults of memory access and
// arithmetic, traps, illegal instructions, and the end of its stack.
//
// Only faults of the program itself: one within the runtime, or outside of executions, goes to whoever handled it
// before; but for the first write to a page of the heap that is kept from one execution to the next, which is let
// through (GuardedSnapshot). So a hook touches the memory that the program has handed to it before it is inside the
// runtime (touch()).
#pragma once

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <type_traits>

#include "explore/fiber/fault.h"
#include "explore/memory/arena.h"

namespace tenter::explore {

// In force as long as it lives, on the thread that made it; one at a time.
class Faults {
 public:
  static constexpr std::array kSignals = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};

  // REQUIRES: both outlive it.
  Faults(const FiberPool& fibers, Arena& heap);
  ~Faults();
  // The calling thread is to be taken for the one that made it: its child after a fork.
  void adopt_thread() { thread_ = ::gettid(); }
  Faults(const Faults&) = delete;
  Faults& operator=(const Faults&) = delete;

 private:
  static void on_fault(int signal, siginfo_t* info, void* context);
  [[noreturn]] void kill_task(const siginfo_t& info, void* context) const;
  void pass_on(const siginfo_t& info) const;

  const FiberPool& fibers_;
  Arena& heap_;
  AlternateStack stack_;
  pid_t thread_;
  std::array<struct sigaction, kSignals.size()> before_{};
};

// Faults here, where it is the program's fault, when there is no memory.
inline void touch(const volatile void* memory) { static_cast<void>(*static_cast<const volatile char*>(memory)); }

// The synchronisation object that an interposed function works on is its first argument.
namespace first_argument {

template <class Object>
inline constexpr bool is_touched = (std::is_same_v<Object, pthread_mutex_t> ||
                                    std::is_same_v<Object, pthread_cond_t> ||
                                    std::is_same_v<Object, pthread_rwlock_t> ||
                                    std::is_same_v<Object, pthread_barrier_t> || std::is_same_v<Object, sem_t> ||
                                    std::is_same_v<Object, int>);  // pthread_once_t and pthread_spinlock_t

inline void touch_object() {}
template <class First, class... Rest>
void touch_object(const First& first, const Rest&...) {
  using Object = std::remove_cv_t<std::remove_pointer_t<First>>;
  if constexpr (std::is_pointer_v<First> && is_touched<Object>) touch(first);
}

}  // namespace first_argument
}  // namespace tenter::explore
