// What decides besides the schedule is told, unless a process for each execution puts it back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "plugin.h"

namespace tenter::explore::test {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

const Plugin& elsewhere() {
  static const Plugin plugin(ELSEWHERE);
  return plugin;
}

Evidence explored(const std::string& name, const RunRequest& request = by("auto", 1'000)) {
  return elsewhere().explored(elsewhere().program(name), request);
}

constexpr std::string_view kSystematic[] = {"auto", "dpor", "exhaustive"};

class Uncontrolled : public testing::TestWithParam<const char*> {};

TEST_P(Uncontrolled, ForbidsAProof) {
  for (const std::string_view strategy : kSystematic) {
    const Evidence evidence = explored(GetParam(), by(strategy, 1'000));
    EXPECT_EQ(evidence.coverage, Coverage::sampled) << strategy;
    EXPECT_THAT(evidence.uncontrolled,
                ElementsAre(MatchesRegex("the same schedule gave different executions: step 1 was first's store of "
                                         "value_ \\(elsewhere.cpp:[0-9]+\\) with [0-9]+, and then first's store of "
                                         "value_ \\(elsewhere.cpp:[0-9]+\\) with [0-9]+.*")))
        << strategy;
    EXPECT_THAT(evidence.notes, IsEmpty());
  }
}

TEST_P(Uncontrolled, LeavesSamples) {
  const Evidence evidence = explored(GetParam());
  EXPECT_EQ(evidence.executions, 1'000U);
  EXPECT_EQ(evidence.exploration->strategy, "dpor, then pct, then pos, then random");
  EXPECT_GT(count_of(evidence, "-1"), 0U);
}

INSTANTIATE_TEST_SUITE_P(Is, Uncontrolled, testing::Values("shared-mapping", "written-file", "time-stamp-counter"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::erase(name, '-');
                           return name;
                         });

// Strategies that count on what they have seen before are not led astray.
TEST(Reproduction, TellsOfStepsThatAreOthers) {
  for (const std::string_view strategy : {"auto", "dpor", "exhaustive", "random", "pct", "pos"}) {
    RunRequest request = by(strategy, 300);
    const Evidence evidence = explored("moody", request);
    EXPECT_EQ(evidence.coverage, Coverage::sampled) << strategy;
    ASSERT_THAT(evidence.uncontrolled, SizeIs(1)) << strategy;
    EXPECT_THAT(evidence.uncontrolled.front(), HasSubstr("the same schedule gave different executions: step "));
  }
  EXPECT_THAT(explored("moody", by("exhaustive", 300, 1)).uncontrolled, SizeIs(1));
}

TEST(Reproduction, NamesTheMemoryThatIsShared) {
  const Evidence evidence = explored("shared-mapping");
  ASSERT_THAT(evidence.uncontrolled, SizeIs(1));
  EXPECT_THAT(evidence.uncontrolled.front(),
              EndsWith("; no reset puts back memory that is shared between processes"));
}

class PutBack : public testing::TestWithParam<const char*> {};

TEST_P(PutBack, ByAProcessForEachExecution) {
  for (const std::string_view strategy : kSystematic) {
    const Evidence evidence = explored(GetParam(), by(strategy));
    EXPECT_EQ(evidence.coverage, Coverage::exhaustive) << strategy;
    EXPECT_EQ(evidence.executions, 2U);
    EXPECT_THAT(evidence.outcomes, SizeIs(2));
    EXPECT_EQ(count_of(evidence, "-1"), 1U);
    EXPECT_THAT(evidence.uncontrolled, IsEmpty());
    EXPECT_THAT(evidence.notes, ElementsAre(HasSubstr("each execution had a process of its own")));
  }
}

TEST(Reproduction, NamesWhatHasAName) {
  const Evidence evidence = explored("option-index");
  ASSERT_THAT(evidence.notes, SizeIs(1));
  EXPECT_THAT(evidence.notes.front(), EndsWith("; no reset puts back optind of libc.so.6"));
}

INSTANTIATE_TEST_SUITE_P(Is, PutBack, testing::Values("private-mapping", "open-file", "option-index"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::erase(name, '-');
                           return name;
                         });

class Controlled : public testing::TestWithParam<const char*> {};

TEST_P(Controlled, IsTheSameInEachExecution) {
  for (const std::string_view strategy : kSystematic) {
    const Evidence evidence = explored(GetParam(), by(strategy));
    EXPECT_EQ(evidence.coverage, Coverage::exhaustive) << strategy;
    EXPECT_EQ(evidence.executions, 2U);
    EXPECT_THAT(evidence.outcomes, SizeIs(2));
    EXPECT_THAT(evidence.uncontrolled, IsEmpty());
    EXPECT_THAT(evidence.notes, IsEmpty());
  }
}

INSTANTIATE_TEST_SUITE_P(Is, Controlled,
                         testing::Values("rand", "drand48", "random-device", "getrandom", "mapped-address",
                                         "processor-time"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Random, NumbersAreDrawnInEveryOrder) {
  for (const std::string_view strategy : kSystematic) {
    const Evidence evidence = explored("dice", by(strategy));
    EXPECT_EQ(evidence.coverage, Coverage::exhaustive);
    EXPECT_EQ(evidence.executions, 2U);
    EXPECT_EQ(count_of(evidence, "8386"), 1U);
    EXPECT_EQ(count_of(evidence, "8683"), 1U);
  }
}

TEST(Random, NumbersOfTheKernelAreNobodyElses) {
  const Evidence evidence = explored("draws", by("exhaustive"));
  EXPECT_EQ(evidence.coverage, Coverage::exhaustive);
  EXPECT_EQ(evidence.executions, 1U);
  EXPECT_EQ(count_of(evidence, "true"), 1U);
}

}  // namespace
}  // namespace tenter::explore::test
