// What an execution has come to, as it is held against another one.
#pragma once

#include <string>

#include "explore/event/execution_result.h"

namespace tenter::explore {

// "outcome {1}", "a deadlock", "abort: std::abort". Empty when nobody can say: it was given up. `outcome` is null
// where none was counted.
std::string end_of(const ExecutionResult& execution, const std::string* outcome);

}  // namespace tenter::explore
