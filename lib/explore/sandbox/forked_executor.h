// A process for each execution: the slow way to begin each one as the first one began, whatever the others have left
// in memory that the reset does not reach, in the C library, or in the positions of open files.
//
// A process is forked off before the first execution, and does nothing but fork off another one for each execution
// that is asked for. That asks here before each step, so strategies, findings and all that is said of them stay in
// this process. A fork has none of the parked threads, but all of their memory, and more of them a fiber does not
// need.
//
// What is shared between processes it takes back no more than the reset does: memory that is mapped as shared, the
// contents of files.
#pragma once

#include <sys/types.h>
#include <tenter/plugin.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "explore/executor/in_process_executor.h"
#include "explore/sandbox/messages.h"
#include "explore/sandbox/wire.h"
#include "host/anomaly_log.h"
#include "model/progress.h"

namespace tenter::explore {

// Thread safety: none.
class ForkedExecutor final : public Executor {
 public:
  // The moment to which each execution goes back. REQUIRES: the references outlive it.
  ForkedExecutor(InProcessExecutor& here, const Program& program, AnomalyLog& log, SharedProgress& progress);
  ~ForkedExecutor() override;

  // False where the system has refused another process.
  bool possible() const { return wire_ != nullptr && !wire_->broken(); }

  // What came of an execution that may have run wild.
  struct Attempt {
    std::optional<IsolatedExecution> execution;  // none where it did not come to an end
    bool died = false;                           // because its process has died of it
  };
  // Runs one in a process of its own, wherever others run, with fresh memory filled like that. It leaves no trace
  // here. REQUIRES: possible(); limits.step_timeout is positive.
  Attempt attempt(Strategy& strategy, const VisiblePlaces& places, const Fill& fill, const ExecutionLimits& limits);

  // When the process of an execution dies, this one dies in the same way. REQUIRES: possible(); the program is the
  // one that this was made for.
  const ExecutionResult& execute(const Program& program, Strategy& strategy, Tally& tally, ActorLog& log) override;
  // It can only count what was run by a ForkedExecutor.
  std::unique_ptr<Tally> new_tally(const Program& program) const override;
  VisiblePlaces visible_places() const override { return places_; }
  void set_visible_places(const VisiblePlaces& places) override { places_ = places; }
  ReportedRaces reported_races() const override { return reported_races_; }
  void set_reported_races(ReportedRaces races) override { reported_races_ = std::move(races); }
  void set_listener(Announcements* listener) override { listener_ = listener; }
  void order_by_libraries(bool on) override { order_by_libraries_ = on; }
  bool weaker_orders_used() const override { return weaker_orders_used_; }
  TaskId running_task() const override { return here_.running_task(); }
  StateRange state() const override { return state_; }
  // Stacks and the heap are where they are in this process.
  TaskId task_with_stack(const void* address) const override { return here_.task_with_stack(address); }
  const Arena& heap() const override { return here_.heap(); }

 private:
  // An execution that has been run, or not to its end; then its process has died, with this status.
  struct Ran {
    std::optional<IsolatedExecution> execution;
    int status = 0;
  };

  Ran run(const ExecutionRequest& request, Strategy& strategy, Announcements* listener);
  void set_helpers(std::uint64_t processes);

  InProcessExecutor& here_;
  AnomalyLog& log_;
  SharedProgress& progress_;
  TaskId most_tasks_ = 0;  // that an execution has had
  VisiblePlaces places_;
  ReportedRaces reported_races_;
  Announcements* listener_ = nullptr;
  bool order_by_libraries_ = false;
  bool weaker_orders_used_ = false;
  StateRange state_;
  ExecutionResult result_;
  pid_t server_ = -1;
  std::unique_ptr<Wire> wire_;
  int descriptor_ = -1;
};

}  // namespace tenter::explore
