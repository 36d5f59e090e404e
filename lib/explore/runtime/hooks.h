// All that the hooks behind the compiler's instrumentation (abi/) and the meaning of primitives (sync/) see of the
// runtime.
//
// All threads of the program (its actors, those that it starts, and the main task that makes the state, starts the
// actors, waits for them, observes and destroys the state) are tasks: fibers on the one thread that runs the
// explorer. A hook is called on a task's fiber. Outside of an execution Runtime::running() is null, and it falls
// through to the real function.
//
// Thread safety: none; one runtime a process, on one thread.
#pragma once

#include <tenter/anomaly.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "explore/event/execution_result.h"
#include "explore/event/operation.h"
#include "explore/memory/arena.h"
#include "explore/memory/mappings.h"
#include "explore/memory/module_watch.h"
#include "explore/race/race_detector.h"
#include "explore/runtime/boundary.h"
#include "explore/runtime/fairness.h"
#include "explore/runtime/faults.h"
#include "explore/runtime/heap_checks.h"
#include "explore/runtime/library_watch.h"
#include "explore/runtime/running_step.h"
#include "explore/runtime/scheduler.h"
#include "explore/runtime/tasks.h"
#include "explore/runtime/virtual_clock.h"
#include "explore/runtime/visibility.h"
#include "explore/runtime/watchdog.h"

namespace tenter::explore {

class Runtime {
 public:
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;
  ~Runtime();

  // The runtime whose task is running user code right now, on the calling thread; null outside of executions and
  // inside of the runtime itself.
  static Runtime* running() { return Boundary::running; }
  // Counts the executions of this process: for what primitives keep outside of the program's memory, and has to be
  // made anew in each.
  static std::uint64_t execution() { return execution_; }
  // For what plugins allocate as they are loaded (InProcessExecutor::Loading); null at other times.
  static Arena* arena_for_loading() { return loading_; }

  // Entered by every hook: until it is left again, nothing that is called is the program's own.
  class Inside;
  // The other way round: for the program's own code that a hook calls back.
  class Outside;

  // --- For hooks, inside, on the running task's fiber. ---

  // A visible operation is about to be made. Returns when the strategy has chosen this task for it.
  // `ready`, with `subject`: see Task.
  void point(const Operation& operation, Task::Ready ready = nullptr, void* subject = nullptr) {
    scheduler_.point(operation, ready, subject);
    watchdog_.calm_down();
    // Who has been notified no longer uses the condition variable, which may be gone.
    if (operation.size == 0 && operation.op != Op::wake) note_use(operation);
  }
  // Part of the running step, but no step of its own: a release, which nobody could tell from a later one.
  void add_effect(const Operation& effect) {
    step_.add_effect(effect);
    note_use(effect);
  }
  // A release: a step of its own where somebody watches for it, else an effect of the running step.
  void release(const Operation& operation) {
    if (visibility_.watches_releases(operation.object)) {
      point(operation);
    } else {
      add_effect(operation);
    }
  }

  // A plain access of the program. A visible step where it is known to race: returns whether it is one.
  bool plain_access(std::uintptr_t address, std::size_t size, bool write, std::uintptr_t pc);
  // An atomic access, of which point() has been told; it may still race with a plain one.
  void atomic_access(std::uintptr_t address, std::size_t size, Op op, std::memory_order order, std::uintptr_t pc);

  // The current task has got a block of the heap.
  void has_allocated(void* block, std::size_t size);
  // It gives one back: a write to all of it, as those see it who still use it. Where it has been freed before, or is
  // no block, the task dies of that.
  void about_to_free(void* block, std::uintptr_t pc);

  // The current task has faulted at `pc`: true when it has entered a library that is watched, and may go on.
  bool enters_library(std::uintptr_t pc);

  // The program needs more threads than there can be tasks. The current one never goes on.
  void run_out_of_tasks(std::uintptr_t pc = 0);

  // The running task has ended the program. It never goes on. Without a `pc`: at its last visible operation.
  [[noreturn]] void die(Anomaly kind, std::string detail, std::uintptr_t pc = 0);
  [[noreturn]] void die_of_stack_overflow();
  // It makes no visible step.
  [[noreturn]] void die_of_step_timeout(std::uintptr_t pc);
  // Changes with every visible step; 0 outside of executions. For signal handlers.
  static std::uint64_t progress();

  Tasks& tasks() { return tasks_; }
  const Tasks& tasks() const { return tasks_; }
  Scheduler& scheduler() { return scheduler_; }
  RunningStep& step() { return step_; }
  const RunningStep& step() const { return step_; }
  Fairness& fairness() { return fairness_; }
  Visibility& visibility() { return visibility_; }
  const Visibility& visibility() const { return visibility_; }
  HeapChecks& heap_checks() { return heap_checks_; }
  RaceDetector& races() { return races_; }
  VirtualClock& clock() { return clock_; }
  Arena& arena() { return arena_; }
  Mappings& mappings() { return mappings_; }
  ModuleWatch& modules() { return modules_; }
  TaskId current() const { return tasks_.current(); }

 private:
  friend class InProcessExecutor;
  static constexpr std::size_t kStackBytes = 256 * 1024;

  explicit Runtime(Watchdog::Duration step_timeout);
  // A new execution.
  void begin();

  // A synchronisation object that lies in the heap is used like an atomic: with whoever frees its memory, unordered,
  // it races.
  void note_use(const Operation& operation) {
    if (arena_.owns(operation.object.memory())) note_use_of_heap(operation);
  }
  void note_use_of_heap(const Operation& operation);
  bool access(const Operation& operation);
  void observe_race(const Race& race);
  void answer_watchdog(std::uintptr_t pc, bool write);
  [[gnu::always_inline]] inline void expect_alive(const Operation& operation);
  [[gnu::always_inline]] inline void note_access(const Operation& operation, bool reads, bool writes);
  void die_if_dead(const Operation& operation);

  static Runtime* the_runtime_;
  static Arena* loading_;
  static std::uint64_t execution_;

  ExecutionResult result_;
  Arena arena_;
  Mappings mappings_;
  ModuleWatch modules_;
  RaceDetector races_;
  VirtualClock clock_;
  Visibility visibility_;
  Tasks tasks_{kStackBytes};
  Fairness fairness_{tasks_};
  RunningStep step_{result_, fairness_.spinning(), visibility_};
  LibraryWatch libraries_;
  Scheduler scheduler_{*this, tasks_, fairness_, step_, races_, arena_, libraries_, result_};
  HeapChecks heap_checks_{arena_, tasks_, result_};
  Faults faults_{tasks_.fibers(), arena_};
  Watchdog watchdog_;
};

class Runtime::Inside {
 public:
  explicit Inside(Runtime*) {
    Boundary::running = nullptr;
    Boundary::entered_at = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    if (near_end_of_stack()) runtime_->die_of_stack_overflow();
  }
  ~Inside() { Boundary::running = runtime_; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  // The runtime never runs out of the program's stack in the midst of what it does.
  [[gnu::always_inline]] static bool near_end_of_stack() {
    constexpr std::uintptr_t kReserve = 32 * 1024;
    return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) - Boundary::stack_end < kReserve;
  }

  Runtime* runtime_ = the_runtime_;
};

class Runtime::Outside {
 public:
  explicit Outside(Runtime& runtime) { Boundary::running = &runtime; }
  ~Outside() { Boundary::running = nullptr; }
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;
};

}  // namespace tenter::explore
