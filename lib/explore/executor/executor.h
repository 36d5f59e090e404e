// Runs executions of a program, one after another, for whoever searches among them.
//
// A search decides who goes next and looks at what came of it; where the execution happens, in this process or in one
// of its own, is the executor's business.
//
// Thread safety: none.
#pragma once

#include <tenter/plugin.h>

#include <memory>

#include "explore/event/execution_result.h"
#include "explore/event/operation.h"
#include "explore/event/reported_races.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Announcements;
class Arena;

class Executor {
 public:
  virtual ~Executor() = default;

  // Runs `program` once under `strategy` and counts its outcome in `tally`. The result is valid until the next one.
  // REQUIRES: the tally is from new_tally().
  virtual const ExecutionResult& execute(const Program& program, Strategy& strategy, Tally& tally, ActorLog& log) = 0;
  virtual std::unique_ptr<Tally> new_tally(const Program& program) const = 0;

  // After an execution: those that it began with, and what it has found.
  virtual VisiblePlaces visible_places() const = 0;
  // Exactly these are visible in the next execution.
  virtual void set_visible_places(const VisiblePlaces& places) = 0;
  // Those that the results of executions have had so far: none has one of them again.
  virtual ReportedRaces reported_races() const = 0;
  virtual void set_reported_races(ReportedRaces races) = 0;
  void forget_races() { set_reported_races({}); }
  // Null: nobody.
  virtual void set_listener(Announcements* listener) = 0;
  // From now on whoever runs code of a library that is not instrumented is taken to be ordered by it: after all that
  // have been there before, and before all that come. So no race is seen that such a library may rule out, and the
  // results say which were entered. It is slow.
  virtual void order_by_libraries(bool on) = 0;
  // Whether any execution has asked for less than sequential consistency.
  virtual bool weaker_orders_used() const = 0;

  // The task that runs the program's code right now; kNoTask when none does.
  virtual TaskId running_task() const = 0;
  // Where things are, or were, in the last execution.
  virtual StateRange state() const = 0;
  // The task that has this on its stack; kNoTask when none.
  virtual TaskId task_with_stack(const void* address) const = 0;
  virtual const Arena& heap() const = 0;
};

}  // namespace tenter::explore
