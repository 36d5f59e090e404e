// Which of a scenario's threads reports something of itself.
#pragma once

#include <string>

#include "explore/executor/executor.h"
#include "explore/witness/trace_describer.h"
#include "host/anomaly_log.h"

namespace tenter::explore {

// As long as it lives, reports are of threads that have the scenario's names.
class ThreadNames final : private AnomalyLog::Threads {
 public:
  // REQUIRES: all of them outlive it.
  ThreadNames(const Executor& executor, const ScenarioInfo& scenario, AnomalyLog& log)
      : executor_(executor), scenario_(scenario), named_(log, *this) {}

 private:
  static_assert(kMaxTasks <= AnomalyLog::Threads::kMost);

  std::uint32_t current() const noexcept override {
    const TaskId task = executor_.running_task();
    return task == kNoTask ? kMost : task;
  }
  std::string name(std::uint32_t thread) const override { return name_of_thread(scenario_, thread); }

  const Executor& executor_;
  const ScenarioInfo& scenario_;
  AnomalyLog::Named named_;
};

}  // namespace tenter::explore
