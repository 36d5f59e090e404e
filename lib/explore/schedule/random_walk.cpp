#include "explore/schedule/random_walk.h"

#include <bit>

namespace tenter::explore {

TaskId RandomWalk::choose(const SchedulePoint& point) {
  TaskSet rest = point.enabled;
  // Multiply-shift: no division on this path; the bias is below 2^-25.
  const auto count = static_cast<std::uint64_t>(std::popcount(rest));
  for (std::uint64_t skip = ((random_() >> 32U) * count) >> 32U; skip > 0; --skip) rest &= rest - 1;
  return static_cast<TaskId>(std::countr_zero(rest));
}

}  // namespace tenter::explore
