#include "stress/probes.h"

#include <algorithm>

namespace tenter::stress {

void choose_probes(std::size_t count, Random& random, std::vector<std::uint32_t>& probes) {
  probes.clear();
  const std::size_t every = std::clamp<std::size_t>(count * count / kProbeEvery, 1, kProbeEvery);
  for (std::size_t begin = 0; begin < count; begin += every) {
    const std::size_t size = std::min(every, count - begin);
    // What is left over at the end gets its fair share of probes, no more.
    if (size == every || random.below(every) < size) {
      probes.push_back(static_cast<std::uint32_t>(begin + random.below(size)));
    }
  }
}

bool any_overlap(std::vector<Interval>& intervals) {
  std::sort(intervals.begin(), intervals.end(), [](Interval a, Interval b) { return a.begin < b.begin; });
  for (std::size_t i = 1; i < intervals.size(); ++i) {
    // Neighbours suffice: the first two to overlap have nobody beginning between them.
    if (intervals[i].begin < intervals[i - 1].end) return true;
  }
  return false;
}

}  // namespace tenter::stress
