// Waiting in the kernel is a step that cannot be made yet, and where nobody in the scenario ever makes it possible,
// it is told and does not hang.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "plugin.h"

namespace tenter::explore::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

const Plugin& kernel() {
  static const Plugin plugin(KERNEL);
  return plugin;
}

Evidence explored(const std::string& name, std::string_view strategy) {
  return kernel().explored(kernel().program(name), by(strategy));
}

constexpr std::string_view kSystematic[] = {"auto", "dpor", "exhaustive"};

struct Expected {
  const char* scenario;
  std::size_t outcomes;
  std::uint64_t interleavings;
};

void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.scenario; }

class BetweenThreads : public testing::TestWithParam<Expected> {};

TEST_P(BetweenThreads, IsExplored) {
  for (const std::string_view strategy : kSystematic) {
    const Evidence evidence = explored(GetParam().scenario, strategy);
    EXPECT_EQ(evidence.coverage, Coverage::exhaustive) << strategy;
    EXPECT_THAT(evidence.outcomes, SizeIs(GetParam().outcomes)) << strategy;
    EXPECT_THAT(evidence.anomalies, IsEmpty());
    EXPECT_THAT(evidence.uncontrolled, IsEmpty());
    EXPECT_THAT(evidence.notes, IsEmpty());
    for (const OutcomeCount& row : evidence.outcomes) EXPECT_GE(row.expectation, 0) << row.outcome;
    if (strategy == "exhaustive") {
      EXPECT_EQ(evidence.executions, GetParam().interleavings);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Waiting, BetweenThreads,
                         testing::Values(Expected{"letters", 2, 4}, Expected{"publication", 1, 1},
                                         Expected{"poll", 2, 2}, Expected{"select", 2, 2}, Expected{"epoll", 2, 3},
                                         Expected{"sleep", 1, 6}, Expected{"counter", 1, 4},
                                         Expected{"dialogue", 1, 1}, Expected{"file-lock", 1, 2},
                                         Expected{"child", 1, 1}),
                         [](const auto& instance) {
                           std::string name = instance.param.scenario;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Waiting, LetsAReaderEmptyWhatAWriterFills) {
  const Evidence evidence = explored("flood", "exhaustive");
  EXPECT_EQ(evidence.coverage, Coverage::exhaustive);
  ASSERT_THAT(evidence.outcomes, SizeIs(1));
  EXPECT_EQ(evidence.outcomes.front().expectation, 0);
  EXPECT_THAT(evidence.uncontrolled, IsEmpty());
}

TEST(Waiting, ForWhatNobodyDoesIsTold) {
  for (const std::string_view strategy : kSystematic) {
    const Evidence evidence = explored("silence", strategy);
    EXPECT_EQ(evidence.coverage, Coverage::sampled) << strategy;
    EXPECT_THAT(evidence.outcomes, IsEmpty());
    EXPECT_THAT(evidence.anomalies, IsEmpty());
    EXPECT_THAT(evidence.uncontrolled,
                ElementsAre(MatchesRegex("reader waits in read\\(\\) \\(kernel.cpp:[0-9]+\\) for what nobody in the "
                                         "scenario does")));
    EXPECT_EQ(evidence.exploration->blocked, evidence.executions);
  }
}

TEST(Waiting, ForASignalIsTold) {
  const Evidence evidence = explored("signal", "dpor");
  EXPECT_EQ(evidence.coverage, Coverage::sampled);
  EXPECT_THAT(evidence.uncontrolled, ElementsAre(MatchesRegex("waiter waits in pause\\(\\) .*")));
}

TEST(Waiting, IsToldOfThoseExecutionsThatWait) {
  const Evidence evidence = explored("hesitation", "exhaustive");
  EXPECT_EQ(evidence.coverage, Coverage::sampled);
  EXPECT_EQ(evidence.executions, 2U);
  EXPECT_EQ(count_of(evidence, "true"), 1U);
  EXPECT_EQ(evidence.exploration->blocked, 1U);
  EXPECT_THAT(evidence.uncontrolled, SizeIs(1));
}

TEST(Waiting, LeavesNothingOpen) {
  RunRequest request = by("random", 5'000);
  const Evidence evidence = kernel().explored(kernel().program("forgotten"), request);
  EXPECT_EQ(evidence.executions, 5'000U);
  EXPECT_THAT(evidence.outcomes, SizeIs(1));
  EXPECT_THAT(evidence.uncontrolled, IsEmpty());
  EXPECT_THAT(evidence.notes, IsEmpty());
}

TEST(Waiting, IsToldOfAReplay) {
  RunRequest request;
  request.exploration = ReplayRequest{"t1:g12:2"};
  const Evidence evidence = kernel().explored(kernel().program("silence"), request);
  EXPECT_THAT(evidence.uncontrolled, SizeIs(1));
}

}  // namespace
}  // namespace tenter::explore::test
