// Threads that have not ended when main and the actors have: no deadlock, unless somebody waited for them in vain.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_run.h"

namespace tenter::explore::test::leftover_test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class RightLeftover : public testing::TestWithParam<const char*> {};
TEST_P(RightLeftover, IsNoDeadlock) {
  const std::string name = std::string("leftover/") + GetParam();
  const Verdict verdict = verdict_of(name);
  EXPECT_EQ(verdict.basis, Basis::proved) << verdict.why;
}
TEST_P(RightLeftover, NamesWhoIsLeft) {
  const std::string name = std::string("leftover/") + GetParam();
  EXPECT_THAT(explored(name).notes, Contains(HasSubstr("left over when main and the actors had ended: ")));
}
INSTANTIATE_TEST_SUITE_P(Engine, RightLeftover, testing::Values("pool", "timer", "periodic", "logger"));

class WrongLeftover : public testing::TestWithParam<const char*> {};
TEST_P(WrongLeftover, IsWitnessed) {
  const Verdict verdict = verdict_of(std::string("leftover/") + GetParam());
  EXPECT_EQ(verdict.kind, VerdictKind::confirmed) << verdict.why;
  EXPECT_EQ(verdict.basis, Basis::witnessed) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Engine, WrongLeftover,
                         testing::Values("actor-waits-for-it-in-vain", "observer-waits-for-it-in-vain",
                                         "outlives-what-it-uses", "loses-an-update"));

TEST(Leftover, IsNobodyWhereAllHaveEnded) {
  EXPECT_THAT(explored("observing/joins").notes, Not(Contains(HasSubstr("left over"))));
}

}  // namespace
}  // namespace tenter::explore::test::leftover_test
