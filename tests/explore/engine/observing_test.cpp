// What a scenario's .observes() runs is a part of main's code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_run.h"

namespace tenter::explore::test::observing_test {
namespace {

class Right : public testing::TestWithParam<const char*> {};
TEST_P(Right, IsProved) {
  const Verdict verdict = verdict_of(std::string("observing/") + GetParam());
  EXPECT_EQ(verdict.basis, Basis::proved) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Observing, Right,
                         testing::Values("moves-out", "returns-what-it-moves", "joins",
                                         "uses-a-thread-specific-key"));

class Wrong : public testing::TestWithParam<const char*> {};
TEST_P(Wrong, IsWitnessed) {
  const Verdict verdict = verdict_of(std::string("observing/") + GetParam());
  EXPECT_EQ(verdict.kind, VerdictKind::confirmed) << verdict.why;
  EXPECT_EQ(verdict.basis, Basis::witnessed) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Observing, Wrong,
                         testing::Values("leaks", "reads-freed", "waits-for-nobody", "does-not-join"));

// An outcome that the scenario's code has made is counted as any other, in each execution.
TEST(Observing, CountsWhatItReturns) {
  const Evidence evidence = explored("observing/does-not-join");
  EXPECT_GT(count_of(evidence, "0"), 0U);
  EXPECT_GT(count_of(evidence, "7"), 0U);
}

}  // namespace
}  // namespace tenter::explore::test::observing_test
