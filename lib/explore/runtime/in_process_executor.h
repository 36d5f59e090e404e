// Runs executions in this process, one after another on the calling thread, and puts the world back after each.
//
// What determines an execution is its schedule; see scheduler.h. All threads of the program are tasks of one runtime
// (hooks.h).
//
// Thread safety: none; one a process, on the thread that made it.
#pragma once

#include <tenter/body.h>

#include <chrono>
#include <cstdint>

#include "explore/memory/fill.h"
#include "explore/memory/world.h"
#include "explore/runtime/executor.h"
#include "explore/runtime/hooks.h"

namespace tenter::explore {

class InProcessExecutor final : public Executor {
 public:
  struct Limits {
    std::uint64_t steps = 100'000;  // of one execution; more is cut
    // Processor time that a task may take without a visible step: then it never makes one (runtime/watchdog.h).
    std::chrono::milliseconds step_timeout{2'000};
  };

  explicit InProcessExecutor(Limits limits) : most_steps_(limits.steps), runtime_(limits.step_timeout) {}

  const ExecutionResult& execute(const Program& program, Strategy& strategy, Tally& tally, ActorLog& log) override;
  std::unique_ptr<Tally> new_tally(const Program& program) const override { return program.body->new_tally(); }
  VisiblePlaces visible_places() const override { return runtime_.visibility_.places(); }
  void set_visible_places(const VisiblePlaces& places) override { runtime_.visibility_.set_places(places); }
  void forget_races() override { runtime_.visibility_.forget_races(); }
  void set_listener(Announcements* listener) override;
  bool weaker_orders_used() const override { return runtime_.races_.weaker_orders_used(); }
  TaskId running_task() const override { return Runtime::running() == nullptr ? kNoTask : runtime_.current(); }
  StateRange state() const override { return state_; }
  TaskId task_with_stack(const void* address) const override { return runtime_.tasks_.with_stack(address); }
  const Arena& heap() const override { return runtime_.arena_; }

  // Plugins are loaded within its lifetime, and not while an execution runs: what their static variables allocate as
  // they are made is then as new at the start of each execution as they are themselves.
  class Loading {
   public:
    explicit Loading(InProcessExecutor& executor) { Runtime::loading_ = &executor.runtime_.arena_; }
    ~Loading() { Runtime::loading_ = nullptr; }
    Loading(const Loading&) = delete;
    Loading& operator=(const Loading&) = delete;
  };

  // Goes up now and then while a task runs that makes no steps, as long as something may still come of it. May be in
  // memory shared with others; null: nobody looks.
  void set_heartbeat(std::uint64_t* cell) { runtime_.watchdog_.beat(cell); }

  // --- Where each execution gets a process that is forked off this one, between two executions. ---

  // So many tasks at once find their threads parked already.
  void expect_tasks(std::size_t count) { runtime_.tasks_.expect(count); }
  // This is the process that was forked off.
  void adopt_process();
  // As Limits::step_timeout has it, from the next adopt_process() on.
  void set_step_timeout(std::chrono::milliseconds timeout) { runtime_.watchdog_.be_patient(timeout); }
  // What the heap's fresh memory holds in executions from now on, as far as the language leaves that open.
  void fill_fresh(const Fill& fill) { runtime_.heap_checks_.fill_fresh(fill); }
  // That the last execution had.
  TaskId task_count() const { return runtime_.tasks_.count(); }

 private:
  struct Job;  // what the main task is to do
  class Exceptions;

  void begin();
  static void* main_task(void* job);

  std::uint64_t most_steps_;
  World world_;
  StateRange state_;
  Runtime runtime_;
};

}  // namespace tenter::explore
