// The tasks of an execution, by number in order of creation, and the fibers that they run on.
//
// Thread safety: none.
#pragma once

#include <pthread.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "explore/event/incidents.h"
#include "explore/event/operation.h"
#include "explore/fiber/fiber.h"
#include "explore/fiber/thread_locals.h"

namespace tenter::explore {

class Fairness;
class Runtime;

struct Task {
  // Whether its pending operation could be made now: false keeps it disabled. Null: always.
  using Ready = bool (*)(const Fairness&, TaskId, void* subject);
  using Entry = void* (*)(void*);
  using AtEnd = void (*)(Runtime&);

  Fiber* fiber = nullptr;
  Ready ready = nullptr;
  void* subject = nullptr;
  std::uintptr_t left_at = 0;  // Boundary::entered_at, when it let another task run
  enum class Stage : std::uint8_t { made, started, finished, dead } stage = Stage::made;
  bool joining = false;  // goes on as soon as it is ready, without asking the strategy
  Entry entry = nullptr;
  void* argument = nullptr;
  void* result = nullptr;
  std::size_t last_step = 0;            // counted from 1; 0 before its first
  void* queued = nullptr;               // where it has queued up (sync/wait_queue.h)
  const char* external_call = nullptr;  // that waits for what is outside of the program
  AtEnd at_end = nullptr;               // what is left to do when its entry has returned
  TaskId maker = kNoTask;               // who has to join or detach it, or see to that; nobody has, or has any more
  std::uintptr_t made_at = 0;           // where the maker was in the code
  bool of_scenario = false;             // main or an actor: the scenario is over when they have returned

  bool may_run() const { return stage == Stage::started; }
  bool finished() const { return stage == Stage::finished; }
};

class Tasks {
 public:
  explicit Tasks(std::size_t stack_bytes) : fibers_(stack_bytes) {}

  // --- For hooks. ---

  TaskId count() const { return count_; }
  TaskId current() const { return current_; }  // kNoTask outside of executions
  Task& own() { return tasks_[current_]; }
  const Task& own() const { return tasks_[current_]; }
  Task& operator[](TaskId task) { return tasks_[task]; }
  const Task& operator[](TaskId task) const { return tasks_[task]; }
  // The task that is known by this id, unfinished or unjoined; kNoTask when there is none.
  TaskId known_by(pthread_t id) const;

  // --- For those who look at memory. ---

  // The task that has, or had, this on its stack; kNoTask when none.
  TaskId with_stack(const void* address) const;
  bool is_on_own_stack(std::uintptr_t address) const {
    const StackBounds& stack = own().fiber->stack();
    return reinterpret_cast<std::uintptr_t>(stack.lowest) <= address &&
           address < reinterpret_cast<std::uintptr_t>(stack.top);
  }
  // Its own memory: thread-local variables, and what the C library keeps of its thread; its stack, too, as long as it
  // has not ended.
  void append_memory(TaskId task, std::vector<std::span<const std::byte>>& memory) const;
  // Those that have ended, and were neither joined nor detached.
  void append_unjoined(std::vector<Leak>& leaks) const;
  const FiberPool& fibers() const { return fibers_; }

  // --- For those who run them. ---

  // Between two executions: thread-local variables are those of the modules loaded now.
  void remember_thread_locals();
  // So many at once find their threads parked already. Between two executions.
  void expect(std::size_t count);
  // One more, not yet started: it begins with start(context).
  TaskId add(Task::Entry entry, void* argument, Fiber::Entry start, void* context);
  void set_current(TaskId task) { current_ = task; }
  Fiber& scheduler() { return scheduler_; }
  // An execution begins, with nobody yet.
  void begin() { count_ = 0; }
  // ... and is over.
  void release_all();

 private:
  FiberPool fibers_;
  Fiber& scheduler_ = fibers_.scheduler();
  std::optional<ThreadLocals> thread_locals_;
  std::array<Task, kMaxTasks> tasks_;
  TaskId count_ = 0;
  TaskId current_ = kNoTask;
};

}  // namespace tenter::explore
