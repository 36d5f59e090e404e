// A descriptor that one closes while another may use it is a race; what goes through descriptors orders.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_run.h"

namespace tenter::explore::test::descriptor_life_test {
namespace {

using testing::Values;

class RightDescriptors : public testing::TestWithParam<const char*> {};
TEST_P(RightDescriptors, AreNotAccused) {
  const Verdict verdict = verdict_of(std::string("descriptors/right/") + GetParam());
  EXPECT_EQ(verdict.kind, VerdictKind::confirmed) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Engine, RightDescriptors,
                         Values("pipe", "pair", "eventfd", "epoll", "connect", "close-when-told", "close-under-lock",
                                "own", "replaced-beside-write"));

class WrongDescriptors : public testing::TestWithParam<const char*> {};
TEST_P(WrongDescriptors, AreWitnessed) {
  const Verdict verdict = verdict_of(std::string("descriptors/wrong/") + GetParam());
  EXPECT_EQ(verdict.kind, VerdictKind::confirmed) << verdict.why;
  EXPECT_EQ(verdict.basis, Basis::witnessed) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Engine, WrongDescriptors,
                         Values("pipe-too-late", "epoll-too-late", "eventfd-too-late", "connect-too-late",
                                "close-beside-write", "close-beside-dup", "close-beside-dup2", "closed-twice",
                                "close-beside-send", "close-beside-poll"));

}  // namespace
}  // namespace tenter::explore::test::descriptor_life_test
