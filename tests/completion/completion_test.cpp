// The completion scenarios as a family. What they claim is tested with explore (tests/explore/engine/outsider).
#include <gtest/gtest.h>

#include "completion/family.h"

namespace tenter::test {
namespace {

const Scenarios& completion() {
  static const Scenarios scenarios = scenarios_of(TENTER_FAMILY);
  return scenarios;
}

TEST(Completion, IsExplained) { expect_explained(completion()); }

TEST(Completion, HasATwinThatBreaksForEachThatHolds) {
  const auto named = [](const char* name) { return std::string("completion/") + name; };
  expect_twins(completion(),
               {{named("token-queue"), named("token-before-work")},
                {named("token-kept-on-exception"), named("token-lost-on-exception")},
                {named("semaphore"), named("semaphore-starts-at-one")},
                {named("condition-while"), named("condition-if")},
                {named("notify-outside-lock"), named("predicate-outside-lock")},
                {named("notify-before-owner-frees"), named("notify-after-owner-frees")},
                {named("latch"), named("latch-before-publish")},
                {named("barrier"), named("barrier-wrong-count")},
                {named("future"), named("future-timeout-ignored")},
                {named("locked-counter"), named("unlocked-counter")}},
               {named("sleep-guess"), named("condition-without-predicate")});
}

}  // namespace
}  // namespace tenter::test
