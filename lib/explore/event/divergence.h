// Two executions of the same schedule that were not the same: something decides besides the schedule.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "explore/event/step.h"

namespace tenter::explore {

// Where the later execution left the earlier one.
struct Divergence {
  std::size_t step = 0;        // the first that differs, counted from 0
  std::optional<Step> before;  // none where the execution was over
  std::optional<Step> now;     // none where it is over, or the step cannot be made
  // What the executions came to, where all steps are the same.
  std::string end_before;
  std::string end_now;
};

}  // namespace tenter::explore
