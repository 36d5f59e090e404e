#include "explore/witness/notifications.h"

#include <gtest/gtest.h>

#include "explore/witness/mutexes.h"
#include "traces.h"

namespace tenter::explore::test::notifications_test {
namespace {

const Operation kLock = synchronisation(Op::lock, kMutex, 2);
const Operation kUnlock = synchronisation(Op::unlock, kMutex, 6);
const Operation kWait = synchronisation(Op::wait, kCondition, 3, kMutex);
const Operation kNotify = synchronisation(Op::release, kCondition, 5);
const Operation kWake = synchronisation(Op::wake, kCondition, 3, kMutex);

TEST(Notifications, AreLostWhenNobodyWaits) {
  const Trace lost =
      trace({notification_of_nobody(2, kCondition, 5), step(1, kLock), step(1, kWait)}, {wait(1, kWake)});
  const auto found = lost_notification(lost);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->given, &lost.steps[0]);
  EXPECT_EQ(found->woken, kNoTask);
}

TEST(Notifications, AreNotLostOnWhoHasLookedSince) {
  const Trace looked = trace(
      {notification_of_nobody(2, kCondition, 5), step(1, kLock), step(1, kUnlock), step(1, kLock), step(1, kWait)},
      {wait(1, kWake)});
  EXPECT_FALSE(lost_notification(looked));
}

TEST(Notifications, AreNotLostWhenAnotherWasFirst) {
  const Trace other = trace(
      {notification_of_nobody(2, kCondition, 5), step(3, kLock), step(3, kUnlock), step(1, kLock), step(1, kWait)},
      {wait(1, kWake)});
  EXPECT_FALSE(lost_notification(other));
}

TEST(Notifications, AreLostOnOneThatOnlyWaitsAgain) {
  const Trace lost = trace({step(1, kWait), step(2, kWait), step(3, kNotify), step(2, kWake), step(2, kWait)},
                           {wait(1, kWake), wait(2, kWake)});
  const auto found = lost_notification(lost);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->given, &lost.steps[2]);
  EXPECT_EQ(found->woken, 2U);
}

TEST(Notifications, PassByWhoIsNotWoken) {
  const Trace passed = trace({step(1, kWait), step(2, kWait), step(3, kNotify), step(2, kWake)}, {wait(1, kWake)});
  EXPECT_FALSE(lost_notification(passed));
  const auto found = notification_of_another(passed, passed.waiting.front());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->given, &passed.steps[2]);
  EXPECT_EQ(found->woken, 2U);
}

TEST(Notifications, AreReceivedByWhoHasWaitedBefore) {
  const Trace received = trace({step(1, kWait), step(2, kNotify), step(1, kWake)});
  EXPECT_EQ(notification_received(received, received.steps[2]), &received.steps[1]);
  const Trace by_time = trace({step(2, kNotify), step(1, kWait), step(1, kWake)});
  EXPECT_EQ(notification_received(by_time, by_time.steps[2]), nullptr);
}

TEST(Mutexes, AreOwnedUntilTheyAreGivenBack) {
  const Trace owned = trace({step(1, kLock), step(1, kWait), step(2, kLock), step(2, kUnlock), step(1, kWake)});
  EXPECT_EQ(owner_of(owned, kMutex, &owned.steps[1]), 1U);
  EXPECT_EQ(owner_of(owned, kMutex, &owned.steps[2]), kNoTask);
  EXPECT_EQ(owner_of(owned, kMutex, &owned.steps[3]), 2U);
  EXPECT_EQ(owner_of(owned, kMutex, &owned.steps[4]), kNoTask);
  EXPECT_EQ(owner_of(owned, kMutex), 1U);
}

}  // namespace
}  // namespace tenter::explore::test::notifications_test
