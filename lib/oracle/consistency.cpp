#include "oracle/consistency.h"

#include <algorithm>

namespace tenter::oracle {

std::vector<Interval> busy_periods(const std::vector<Interval>& operations) {
  std::vector<Interval> periods;
  std::uint64_t time = 0;
  for (std::size_t begin = 0; begin < operations.size();) {
    std::uint64_t over = operations[begin].responded;
    std::size_t end = begin + 1;
    for (; end < operations.size() && operations[end].invoked < over; ++end) {
      over = std::max(over, operations[end].responded);
    }
    const std::size_t count = end - begin;
    for (; begin < end; ++begin, ++time) {
      const bool pending = operations[begin].responded == kPending;
      periods.push_back({time, pending ? kPending : time + count});
    }
    time += count;
  }
  return periods;
}

}  // namespace tenter::oracle
