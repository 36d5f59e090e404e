#include "oracle/monitors/priority_queue.h"

#include <algorithm>
#include <numeric>

#include "oracle/monitors/gaps.h"

namespace tenter::oracle {
namespace {

// Gaps that are covered one after the other, for ever.
class FreeGaps {
 public:
  explicit FreeGaps(std::uint32_t count) : next_(count + 1) { std::iota(next_.begin(), next_.end(), 0); }

  // The first one, from `gap` on, that is not covered.
  std::uint32_t first_from(std::uint32_t gap) {
    while (next_[gap] != gap) gap = next_[gap] = next_[next_[gap]];
    return gap;
  }

  void cover(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t gap = first_from(first); gap <= last; gap = first_from(gap)) next_[gap] = gap + 1;
  }

 private:
  std::vector<std::uint32_t> next_;
};

// Passages by the numbers that went in, the least first.
bool least_first(const Values& values, const Passages& read, MonitorVerdict& verdict) {
  const Gaps gaps(read.passages);
  FreeGaps free(gaps.count());
  std::vector<std::uint32_t> order(read.passages.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return *values.integer_of(read.passages[a].value) < *values.integer_of(read.passages[b].value);
  });
  for (const std::uint32_t i : order) {
    const GapPassage& passage = gaps.passages()[i];
    if (read.passages[i].takes != Passage::kNobody) {
      const std::uint32_t earliest = std::max(passage.in_call, passage.out_call) + 1;
      if (free.first_from(earliest) > passage.out_return) {
        return refute(verdict, "a value came out while smaller ones must have been there",
                      {read.passages[i].puts, read.passages[i].takes});
      }
    }
    if (passage.stays()) free.cover(passage.in_return + 1, passage.out_call);
  }
  return true;
}

}  // namespace

MonitorVerdict monitor_priority_queue(const Values& values, const Part& part, ValueNumbers& numbers) {
  return monitor_passages(part, numbers, [&](const Passages& read, MonitorVerdict& verdict) {
    return least_first(values, read, verdict);
  });
}

}  // namespace tenter::oracle
