#include "explore/witness/standstill.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "traces.h"

namespace tenter::explore::test::standstill_test {
namespace {

using testing::SizeIs;

const Operation kWake = synchronisation(Op::wake, kCondition, 9, kMutex);

Trace stuck(std::vector<TraceStep> steps, std::vector<TraceWait> waiting, Ending ending = Ending::deadlock) {
  Trace stuck = trace(std::move(steps), std::move(waiting));
  stuck.ending = ending;
  return stuck;
}

TEST(Standstill, OfTwoLocksSaysWhoHoldsThem) {
  const Operation x = synchronisation(Op::lock, kX, 3);
  const Operation y = synchronisation(Op::lock, kY, 4);
  const AnomalyReport report =
      standstill_report(Described(stuck({step(1, x), step(2, y)}, {wait(1, y), wait(2, x)})));
  EXPECT_EQ(report.kind, Anomaly::deadlock);
  EXPECT_EQ(report.detail,
            "first waits (f.cpp:4) for y, held by second; second waits (f.cpp:3) for x, held by first");
  ASSERT_THAT(report.accesses, SizeIs(2));
  EXPECT_EQ(report.accesses[0].op, "lock");
  EXPECT_EQ(report.accesses[0].thread, "first");
  EXPECT_EQ(report.accesses[0].where.line, 4U);
}

TEST(Standstill, OfALockTakenTwice) {
  const Operation lock = synchronisation(Op::lock, kMutex, 3);
  EXPECT_EQ(standstill_report(Described(stuck({step(1, lock)}, {wait(1, lock)}))).detail,
            "first waits (f.cpp:3) for mutex, which it holds itself");
}

TEST(Standstill, OfANotificationThatNobodyGot) {
  const AnomalyReport report = standstill_report(Described(stuck(
      {notification_of_nobody(2, kCondition, 5), step(1, synchronisation(Op::lock, kMutex, 8))}, {wait(1, kWake)})));
  EXPECT_EQ(report.kind, Anomaly::lost_wakeup);
  EXPECT_EQ(report.detail,
            "first waits (f.cpp:9) to be notified through condition; second had notified (f.cpp:5) when "
            "nobody waited");
}

TEST(Standstill, OfANotificationOfTheWrongOne) {
  const Operation wait_for_it = synchronisation(Op::wait, kCondition, 9, kMutex);
  const AnomalyReport report = standstill_report(
      Described(stuck({step(1, wait_for_it), step(2, wait_for_it),
                       step(3, synchronisation(Op::release, kCondition, 5)), step(2, kWake), step(2, wait_for_it)},
                      {wait(1, kWake)})));
  EXPECT_EQ(report.kind, Anomaly::lost_wakeup);
  EXPECT_EQ(report.detail,
            "first waits (f.cpp:9) to be notified through condition; third had notified (f.cpp:5), but "
            "that woke second, which only waited again");
}

TEST(Standstill, OfANotificationThatWokeAnother) {
  const Operation wait_for_it = synchronisation(Op::wait, kCondition, 9, kMutex);
  const AnomalyReport report =
      standstill_report(Described(stuck({step(1, wait_for_it), step(2, wait_for_it),
                                         step(3, synchronisation(Op::release, kCondition, 5)), step(2, kWake)},
                                        {wait(1, kWake)})));
  EXPECT_EQ(report.kind, Anomaly::deadlock);
  EXPECT_EQ(report.detail,
            "first waits (f.cpp:9) to be notified through condition; third's notification (f.cpp:5) woke "
            "second; nobody else is left");
}

TEST(Standstill, OfALoop) {
  const AnomalyReport report =
      standstill_report(Described(stuck({}, {wait(1, access(Op::atomic_load, kX, 3))}, Ending::livelock)));
  EXPECT_EQ(report.kind, Anomaly::livelock);
  EXPECT_EQ(report.detail, "first looks (f.cpp:3) at x again and again, and nobody changes it");
}

TEST(Standstill, OfALoopThatYields) {
  EXPECT_EQ(standstill_report(Described(stuck({}, {wait(2, synchronisation(Op::yield, 66, 3))}))).detail,
            "second gives way (f.cpp:3) again and again, and nobody changes what it looks at");
}

TEST(ExternalWaits, SayWhoWaitsWhere) {
  Trace waiting = trace({}, {wait(1, synchronisation(Op::acquire, kX, 7))});
  waiting.external_waits = {{1, "read"}, {2, kThreadsNeeded}};
  EXPECT_EQ(
      external_waits_in_words(Described(waiting)),
      "first waits in read() (f.cpp:7) for what nobody in the scenario does; second starts more threads than the "
      "64 that there can be");
  EXPECT_EQ(external_waits_in_words(Described(trace({}))), "");
}

}  // namespace
}  // namespace tenter::explore::test::standstill_test
