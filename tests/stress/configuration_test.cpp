#include "stress/configuration.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace tenter::stress::configuration_test {
namespace {

Circumstances of(std::size_t actors, std::size_t processors, std::size_t size, std::size_t alignment) {
  Circumstances result;
  result.actors = actors;
  result.processors = processors;
  result.state_size = size;
  result.state_alignment = alignment;
  return result;
}

RC_GTEST_PROP(Configurations, AreDistinctAndFitAnyState, ()) {
  const auto alignment = std::size_t{1} << *rc::gen::inRange(0, 12);
  const auto size = alignment * *rc::gen::inRange<std::size_t>(1, 100'000);
  const auto circumstances =
      of(*rc::gen::inRange<std::size_t>(1, 65), *rc::gen::inRange<std::size_t>(1, 9), size, alignment);
  const auto configurations = configurations_for(circumstances);
  RC_ASSERT(!configurations.empty());
  std::set<std::string> names;
  for (const Configuration& c : configurations) {
    RC_ASSERT(names.insert(describe(c)).second);
    const std::size_t stride = stride_of(c.layout, size, alignment);
    RC_ASSERT(stride >= size && stride % alignment == 0);
    RC_ASSERT(c.batch == 1 || (c.batch > 1 && c.batch * stride <= kMaxBatchBytes));
    RC_ASSERT((c.pace == Pace::free) == (c.align_every == 0));
  }
}

TEST(Configurations, OfASingleActorNeedNoPacing) {
  for (const Configuration& c : configurations_for(of(1, 4, 8, 8))) EXPECT_EQ(c.pace, Pace::free);
}

TEST(Configurations, KeepToTheAffinityAskedFor) {
  Circumstances circumstances = of(2, 4, 8, 8);
  circumstances.affinity = Affinity::same_core;
  for (const Configuration& c : configurations_for(circumstances)) EXPECT_EQ(c.affinity, Affinity::same_core);
}

TEST(Configurations, UseTheClockOnlyWhereItHelps) {
  const auto by_clock = [](const Circumstances& circumstances) {
    const auto all = configurations_for(circumstances);
    return std::any_of(all.begin(), all.end(), [](const auto& c) { return c.pace == Pace::timebase; });
  };
  EXPECT_TRUE(by_clock(of(2, 2, 8, 8)));
  EXPECT_FALSE(by_clock(of(3, 2, 8, 8)));
  Circumstances coarse = of(2, 2, 8, 8);
  coarse.fine_clock = false;
  EXPECT_FALSE(by_clock(coarse));
}

TEST(Configurations, AreDescribedInWords) {
  EXPECT_EQ(describe({Pace::free, 0, 512, Layout::packed, false, Affinity::spread}),
            "free, batch 512, packed, spread");
  EXPECT_EQ(describe({Pace::aligned, 64, 512, Layout::padded, true, Affinity::none}),
            "aligned every 64, batch 512, padded, preloaded, none");
}

}  // namespace
}  // namespace tenter::stress::configuration_test
