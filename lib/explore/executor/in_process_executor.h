// Runs executions in this process, one after another on the calling thread, and puts the world back after each.
//
// All threads of the program are tasks of one runtime (runtime/hooks.h). What determines an execution is its schedule
// (runtime/scheduler.h).
//
// Thread safety: none; one a process, on the thread that made it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "explore/executor/executor.h"
#include "explore/executor/residue.h"
#include "explore/memory/fill.h"
#include "explore/memory/world.h"

namespace tenter::explore {

class Runtime;

class InProcessExecutor final : public Executor {
 public:
  struct Limits {
    std::uint64_t steps = 100'000;  // of one execution; more is cut
    // Processor time that a task may take without a visible step: then it never makes one.
    std::chrono::milliseconds step_timeout{2'000};
  };

  explicit InProcessExecutor(Limits limits);
  ~InProcessExecutor() override;
  InProcessExecutor(const InProcessExecutor&) = delete;
  InProcessExecutor& operator=(const InProcessExecutor&) = delete;

  // Throws Residue when the world cannot be put back after it. What memory leaves the C library with is looked at
  // after the first execution, and after those that end by returning with memory that they have not freed.
  const ExecutionResult& execute(const Program& program, Strategy& strategy, Tally& tally, ActorLog& log) override;
  std::unique_ptr<Tally> new_tally(const Program& program) const override;
  VisiblePlaces visible_places() const override;
  void set_visible_places(const VisiblePlaces& places) override;
  ReportedRaces reported_races() const override;
  void set_reported_races(ReportedRaces races) override;
  void set_listener(Announcements* listener) override;
  void order_by_libraries(bool on) override { order_by_libraries_ = on; }
  bool weaker_orders_used() const override;
  TaskId running_task() const override;
  StateRange state() const override { return state_; }
  TaskId task_with_stack(const void* address) const override;
  const Arena& heap() const override;

  // Plugins are loaded within its lifetime, and not while an execution runs: what their static variables allocate as
  // they are made is then as new at the start of each execution as they are themselves.
  class Loading {
   public:
    explicit Loading(InProcessExecutor& executor);
    ~Loading();
    Loading(const Loading&) = delete;
    Loading& operator=(const Loading&) = delete;
  };

  // The libraries that are not instrumented, by path: order_by_libraries() is about these, by their places here.
  void set_unseen_libraries(const std::vector<std::string>& paths);

  // Goes up now and then while a task runs that makes no steps, as long as something may still come of it. May be in
  // memory shared with others; null: nobody looks.
  void set_heartbeat(std::uint64_t* cell);

  // The next execution is the last in this process: whatever it leaves, stays.
  void let_none_follow() { none_follows_ = true; }

  // --- Where each execution gets a process that is forked off this one, between two executions. ---

  // So many tasks at once find their threads parked already.
  void expect_tasks(std::size_t count);
  // This is the process that was forked off: no execution follows the next one.
  void adopt_process();
  // As Limits::step_timeout has it, from the next adopt_process() on.
  void set_step_timeout(std::chrono::milliseconds timeout);
  // What the heap's fresh memory holds in executions from now on, as far as the language leaves that open.
  void fill_fresh(const Fill& fill);
  // That the last execution had.
  TaskId task_count() const;

 private:
  struct Job;  // what the main task is to do
  class Exceptions;

  void begin();
  void require_no_residue(bool looks_at_heap);
  static void* main_task(void* job);

  std::uint64_t most_steps_;
  std::unique_ptr<Runtime> runtime_;
  World world_;
  StateRange state_;
  bool changed_ = true;  // the world, since it was remembered
  bool first_ = true;    // execution since
  bool none_follows_ = false;
  bool order_by_libraries_ = false;
};

}  // namespace tenter::explore
