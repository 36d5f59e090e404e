#include "stress/probes.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tenter::stress::probes_test {
namespace {

RC_GTEST_PROP(Probes, AreAscendingAndOfTheBatch, (std::uint64_t seed)) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 3000);
  Random random(seed);
  std::vector<std::uint32_t> probes;
  choose_probes(count, random, probes);
  const std::size_t wanted = count < kProbeEvery ? std::min(count, kProbeEvery / count) : count / kProbeEvery;
  RC_ASSERT(probes.size() >= wanted);
  RC_ASSERT(probes.size() <= 2 * wanted + 1);
  RC_ASSERT(std::adjacent_find(probes.begin(), probes.end(), std::greater_equal<>()) == probes.end());
  RC_ASSERT(probes.back() < count);
}

bool any_pair_overlaps(const std::vector<Interval>& intervals) {
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (intervals[i].begin < intervals[j].end && intervals[j].begin < intervals[i].end) return true;
    }
  }
  return false;
}

RC_GTEST_PROP(Probes, OverlapWhenAnyPairDoes, ()) {
  const auto begins_and_lengths = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 100), rc::gen::inRange(1, 20)));
  std::vector<Interval> intervals;
  for (const auto& [begin, length] : begins_and_lengths) {
    intervals.push_back({static_cast<Ticks>(begin), static_cast<Ticks>(begin + length)});
  }
  RC_ASSERT(any_overlap(intervals) == any_pair_overlaps(intervals));
}

TEST(Probes, OfOneActorDoNotOverlap) {
  std::vector<Interval> one{{1, 5}};
  EXPECT_FALSE(any_overlap(one));
}

}  // namespace
}  // namespace tenter::stress::probes_test
