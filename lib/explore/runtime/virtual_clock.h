// The time of an execution: it stands still until a task that waits for a moment to come is scheduled.
#pragma once

#include <algorithm>
#include <cstdint>

#include "explore/event/object.h"

namespace tenter::explore {

class VirtualClock {
 public:
  using Nanoseconds = std::int64_t;  // since the execution began

  Nanoseconds now() const { return now_; }
  // Time never goes back: a moment that has passed changes nothing.
  void move_to(Nanoseconds moment) { now_ = std::max(now_, moment); }

 private:
  Nanoseconds now_ = 0;
};

}  // namespace tenter::explore
