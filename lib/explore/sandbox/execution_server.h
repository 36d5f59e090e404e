// The process that stays as it was before the first execution, and forks off another one for each.
#pragma once

#include <tenter/plugin.h>

#include "explore/executor/in_process_executor.h"
#include "host/anomaly_log.h"

namespace tenter::explore {

// Forks off a process for each ExecutionRequest that comes, until there is nobody any more who could make one.
// REQUIRES: in a process that has been forked off for this, between two executions.
[[noreturn]] void serve_executions(InProcessExecutor& executor, const Program& program, AnomalyLog& log,
                                   int descriptor);

inline constexpr int kNoProcess = -1;  // for the wait status of one that could not be forked off

}  // namespace tenter::explore
