// Two executions of the same schedule that were not the same: something decides besides the schedule.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "explore/runtime/execution_result.h"

namespace tenter::explore {

class Account;

// Where the later execution left the earlier one.
struct Departure {
  std::size_t step = 0;        // the first that differs, counted from 0
  std::optional<Step> before;  // none where the execution was over
  std::optional<Step> now;     // none where it is over, or the step cannot be made
  // What the executions came to, where all steps are the same.
  std::string end_before;
  std::string end_now;
};

// What an execution has come to: "outcome {1}", "a deadlock", "abort: std::abort". Empty when nobody can say: it was
// given up. `outcome` is null where none was counted.
std::string end_of(const ExecutionResult& execution, const std::string* outcome);

// "step 3 was first's load of value (f.cpp:18) -> 0, and then first's load of value (f.cpp:18) -> 1"
std::string in_words(const Departure& departure, const Account& account);

}  // namespace tenter::explore
