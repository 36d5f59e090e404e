// Runs the tasks of an execution, one at a time, and asks the strategy who makes the next visible step.
//
// Between two visible steps a task runs undisturbed, so an execution is determined by the sequence of tasks that made
// them: its schedule.
//
// Thread safety: none.
#pragma once

#include <cstdint>
#include <string>

#include "explore/event/execution_result.h"
#include "explore/event/operation.h"
#include "explore/race/race_detector.h"
#include "explore/runtime/announcement.h"
#include "explore/runtime/fairness.h"
#include "explore/runtime/library_watch.h"
#include "explore/runtime/running_step.h"
#include "explore/runtime/tasks.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Scheduler {
 public:
  // REQUIRES: all of them outlive it.
  Scheduler(Runtime& runtime, Tasks& tasks, Fairness& fairness, RunningStep& step, RaceDetector& races,
            const Arena& heap, LibraryWatch& libraries, ExecutionResult& result)
      : runtime_(runtime),
        tasks_(tasks),
        fairness_(fairness),
        step_(step),
        races_(races),
        heap_(heap),
        libraries_(libraries),
        result_(result) {}

  // --- On the running task's fiber, for hooks. ---

  // A visible operation is about to be made. Returns when the strategy has chosen this task for it.
  // `ready`, with `subject`: see Task.
  void point(const Operation& operation, Task::Ready ready, void* subject);
  // Waits until `task` has returned, and orders it before what follows. Not a visible step: once `task` has
  // returned, nothing that others do could make a difference to it, so the waiting task goes on at once.
  void join(TaskId task);
  // The current task has nothing left to do but what is to be done at its end.
  [[noreturn]] void end_task(void* result);
  // It has ended the program, and never goes on.
  [[noreturn]] void die(Death death);
  void note_death(Death death);

  // --- For who runs executions. ---

  // Runs entry(argument) as task 0, and all that it starts, until the execution is over. At most so many steps.
  void run(Task::Entry entry, void* argument, Strategy& strategy, std::uint64_t most_steps);
  // One more task; start() runs it up to its first visible operation.
  TaskId add_task(Task::Entry entry, void* argument);
  // The same for one that the scenario is not over without, as it is not without the main task, if it never dies.
  TaskId add_actor(Task::Entry entry, void* argument);
  void start(TaskId child);
  // Null: nobody.
  void set_listener(Announcements* listener) { listener_ = listener; }

 private:
  static void begin_task(void* scheduler);
  [[noreturn]] void leave();
  void set_current(TaskId task);
  void enter_libraries();
  void leave_libraries(TaskId self);
  void hand_over(TaskId self);
  void leave_for(TaskId self, Fiber& other);
  TaskId next();
  TaskId next_of_leftover();
  void let_try_again(SchedulePoint& point, TaskSet spinning);
  Ending standstill(const SchedulePoint& point, TaskSet spinning);
  bool seems_endless(const SchedulePoint& point) const;
  [[noreturn]] void end(Ending ending, const SchedulePoint& point);

  Runtime& runtime_;
  Tasks& tasks_;
  Fairness& fairness_;
  RunningStep& step_;
  RaceDetector& races_;
  const Arena& heap_;
  LibraryWatch& libraries_;
  ExecutionResult& result_;
  Strategy* strategy_ = nullptr;
  Announcements* listener_ = nullptr;
  std::uint64_t most_steps_ = 0;
  bool watched_ = false;                        // somebody listens, or watches libraries
  std::array<Operation, kMaxTasks> pending_{};  // as strategies see it
  TaskId starter_ = kNoTask;  // the task that waits for the running one to reach its first visible operation
  TaskId last_ = kNoTask;     // the task that made the last step
  TaskId scenario_left_ = 0;  // how many of the scenario have not returned
};

}  // namespace tenter::explore
