#include "explore/schedule/random_walk.h"

#include <bit>

namespace tenter::explore {

TaskId RandomWalk::choose(const SchedulePoint& point) {
  const auto count = static_cast<std::uint64_t>(std::popcount(point.enabled));
  TaskSet rest = point.enabled;
  // Multiply-shift: no division on this path; the bias is below 2^-57.
  for (auto skip = static_cast<std::uint64_t>((static_cast<unsigned __int128>(random_()) * count) >> 64); skip > 0; --skip) {
    rest &= rest - 1;
  }
  return static_cast<TaskId>(std::countr_zero(rest));
}

}  // namespace tenter::explore
