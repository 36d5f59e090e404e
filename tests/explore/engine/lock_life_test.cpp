// Synchronisation objects that are destroyed, used and given back as they may, and as they must not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "engine_run.h"

namespace tenter::explore::test::lock_life_test {
namespace {

using testing::Contains;
using testing::Field;

class RightLockLife : public testing::TestWithParam<const char*> {};
TEST_P(RightLockLife, IsNotAccused) {
  const Verdict verdict = verdict_of(std::string("lock-life/") + GetParam());
  EXPECT_EQ(verdict.basis, Basis::proved) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Engine, RightLockLife,
                         testing::Values("last-reference", "after-broadcast", "destroyed-by-waiter",
                                         "destroyed-by-serial-thread", "used-again", "errors"));

struct Wrong {
  const char* name;
  const char* detail;
};
class WrongLockLife : public testing::TestWithParam<Wrong> {};
TEST_P(WrongLockLife, IsWitnessed) {
  const std::string name = std::string("lock-life/") + GetParam().name;
  EXPECT_THAT(explored(name).anomalies, Contains(Field(&AnomalyReport::detail, GetParam().detail)));
  const Verdict verdict = verdict_of(name);
  EXPECT_EQ(verdict.kind, VerdictKind::confirmed) << verdict.why;
  EXPECT_EQ(verdict.basis, Basis::witnessed) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(
    Engine, WrongLockLife,
    testing::Values(
        Wrong{"destroyed-while-locked", "a mutex was destroyed while a thread held it"},
        Wrong{"locked-too-late", "a mutex was locked after it was destroyed"},
        Wrong{"not-made", "a mutex was locked before it was initialised"},
        Wrong{"shared-given-by-another", "a read-write lock was unlocked by a thread that did not hold it"},
        Wrong{"shared-destroyed-while-read", "a read-write lock was destroyed while a thread held it"},
        Wrong{"spin-given-by-another", "a spin lock was unlocked by a thread that did not hold it"},
        Wrong{"destroyed-while-waited-on", "a condition variable was destroyed while a thread waited on it"},
        Wrong{"two-mutexes", "a condition variable was waited on with two different mutexes at the same time"},
        Wrong{"posted-too-late", "a semaphore was posted after it was destroyed"},
        Wrong{"destroyed-between-comings", "a barrier was destroyed while a thread waited at it"},
        Wrong{"destroyed-twice", "a mutex was destroyed after it was destroyed"}),
    [](const testing::TestParamInfo<Wrong>& wrong) {
      std::string name = wrong.param.name;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

}  // namespace
}  // namespace tenter::explore::test::lock_life_test
