// Threads that have ended must have been joined or detached.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine_run.h"

namespace tenter::explore::test::thread_leak_test {
namespace {

using testing::Contains;
using testing::Field;

class RightThread : public testing::TestWithParam<const char*> {};
TEST_P(RightThread, LeaksNothing) {
  const Verdict verdict = verdict_of(std::string("thread-leak/") + GetParam());
  EXPECT_EQ(verdict.basis, Basis::proved) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Engine, RightThread,
                         testing::Values("joined-by-another", "detaches-itself", "made-detached", "of-the-library"));

class WrongThread : public testing::TestWithParam<const char*> {};
TEST_P(WrongThread, Leaks) {
  const std::string name = std::string("thread-leak/") + GetParam();
  EXPECT_THAT(explored(name).anomalies,
              Contains(Field(&AnomalyReport::detail, "a thread that has ended was neither joined nor detached")));
  const Verdict verdict = verdict_of(name);
  EXPECT_EQ(verdict.kind, VerdictKind::confirmed) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Engine, WrongThread,
                         testing::Values("handle-lost", "joined-if-ready", "one-of-two", "of-c11"));

}  // namespace
}  // namespace tenter::explore::test::thread_leak_test
