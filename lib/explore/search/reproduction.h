// Whether executions come to the same when their schedules are run again, after others: the check that nothing
// besides the schedule decides, and that nothing of an execution is left for those that follow.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explore/event/divergence.h"
#include "explore/executor/executor.h"
#include "host/anomaly_log.h"
#include "model/progress.h"
#include "model/schedule.h"
#include "model/shared_schedule.h"

namespace tenter::explore {

// Of one search. Remembers the 1st, 2nd, 4th, 8th, ... execution. At each of these, runs the first and the newest
// that it remembers once more, and at the end all: a few dozen in a hundred thousand. Thread safety: none.
class Reproduction {
 public:
  // REQUIRES: all of them outlive it.
  Reproduction(Executor& executor, const Program& program, AnomalyLog& log, SharedProgress& progress,
               SharedSchedule& schedule)
      : executor_(executor), program_(program), log_(log), progress_(progress), schedule_(schedule) {}

  // The search has begun anew: what is a visible operation is not what it was.
  void restarted();

  // An execution of the search has ended; `outcome` is what was counted of it, if anything was.
  // Returns where an earlier one was another when it was run again.
  std::optional<Divergence> seen(const ExecutionResult& execution, const std::string* outcome);

  // The search is over.
  std::optional<Divergence> run_all_again();

  // Names of memory that an execution leaves changed, as far as there are any.
  std::vector<std::string> unreset_memory();

 private:
  struct Record {
    ScheduledTasks tasks;
    std::vector<Step> steps;  // empty where there are too many
    std::uint64_t trace_hash;
    std::string end;
  };

  static bool is_worth_remembering(const ExecutionResult& execution);
  std::optional<Divergence> again(const Record& record);
  static std::optional<Divergence> difference(const Record& record, const ExecutionResult& now,
                                              const std::string& end);

  Executor& executor_;
  const Program& program_;
  AnomalyLog& log_;
  SharedProgress& progress_;
  SharedSchedule& schedule_;
  std::vector<Record> records_;
  std::uint64_t executions_ = 0;
  std::uint64_t next_ = 1;
};

}  // namespace tenter::explore
