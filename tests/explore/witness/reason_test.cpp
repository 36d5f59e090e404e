#include "explore/witness/reason.h"

#include <gtest/gtest.h>

#include "explore/witness/heap_report.h"
#include "traces.h"

namespace tenter::explore::test::reason_test {
namespace {

std::string reason(std::vector<TraceStep> steps) { return reason_of_outcome(Described(trace(std::move(steps)))); }

Operation load(std::uintptr_t object, std::uintptr_t line) { return access(Op::atomic_load, object, line); }
Operation store(std::uintptr_t object, std::uintptr_t line) { return access(Op::atomic_store, object, line); }

TEST(Reason, OfALostUpdate) {
  EXPECT_EQ(
      reason({step(1, load(kX, 3)), step(2, load(kX, 3)), step(1, store(kX, 4)), step(2, store(kX, 4))}),
      "first's store of x lies between second's load and store: second writes a value computed from stale data");
}

TEST(Reason, OfTwoDifferentReads) {
  EXPECT_EQ(reason({step(1, load(kX, 3)), step(2, store(kX, 4)), step(1, load(kX, 5))}),
            "second's store of x lies between first's load and load: first reads two different values");
}

TEST(Reason, OfAStateThatIsNotFinished) {
  EXPECT_EQ(
      reason({step(1, store(kX, 3)), step(2, load(kX, 4)), step(1, store(kX, 5))}),
      "second's load of x lies between first's store and store: second sees a state that first has not finished");
}

TEST(Reason, IsNoneOfUpdatesThatAreAtomic) {
  const Operation update = access(Op::atomic_update, kX, 3);
  EXPECT_EQ(reason({step(1, update), step(2, update), step(1, update)}),
            "no thread is interrupted: it is enough that they run in the order first, second, first");
}

TEST(Reason, IsNotWhatMainDoes) {
  EXPECT_EQ(reason({step(0, store(kX, 1)), step(1, store(kX, 2)), step(0, load(kX, 3))}),
            "no thread is interrupted: the order in which they run is enough");
}

TEST(Reason, OfWhatIsReadBeforeItIsWritten) {
  EXPECT_EQ(reason({step(1, access(Op::read, kX, 3)), step(2, access(Op::write, kX, 4))}),
            "first's read of x (f.cpp:3) comes before second's write (f.cpp:4)");
}

TEST(Reason, OfAReadThatNothingOrders) {
  Trace racing = trace({step(1, access(Op::read, kX, 3)), step(2, access(Op::write, kX, 4))});
  Race race;
  race.address = kX;
  race.earlier.task = 1;
  race.earlier.pc = 3;
  race.later.task = 2;
  race.later.pc = 4;
  race.later.write = true;
  racing.races = {race};
  EXPECT_EQ(reason_of_outcome(Described(racing)),
            "first's read of x (f.cpp:3) comes before second's write (f.cpp:4), and nothing orders the two");
}

TEST(Reason, OfALockThatIsTriedInVain) {
  const Operation failed = synchronisation(Op::failed_try, kMutex, 4);
  EXPECT_EQ(reason({step(1, synchronisation(Op::lock, kMutex, 3)), step(2, failed)}),
            "second's failed try_lock of mutex comes while first holds it");
}

TEST(Reason, OfWhoIsWokenAndOvertaken) {
  const Operation wait_for_it = synchronisation(Op::wait, kCondition, 3, kMutex);
  const Operation notify = synchronisation(Op::release, kCondition, 4);
  const Operation lock = synchronisation(Op::lock, kMutex, 5);
  const Operation wake = synchronisation(Op::wake, kCondition, 3, kMutex);
  EXPECT_EQ(
      reason({step(1, wait_for_it), step(2, notify), step(3, lock), step(1, wake)}),
      "third's lock of mutex comes between second's notify of condition and first's wake: what that one is told "
      "of may be gone");
}

TEST(Reason, OfAnInterruption) {
  Trace preempted = trace({step(1, store(kX, 3)), step(2, load(kY, 4)), step(1, store(kMutex, 5))});
  preempted.preemptions = {1};
  EXPECT_EQ(reason_of_outcome(Described(preempted)),
            "second's load of y (f.cpp:4) comes between first's store of x (f.cpp:3) and store of mutex (f.cpp:5)");
}

TEST(Reason, OfAnExecutionWithoutAStep) {
  EXPECT_EQ(reason({}), "no step of it is visible to others: there is no choice, it always comes to this");
}

AnomalyReport misuse(Anomaly kind) {
  AnomalyReport report;
  report.kind = kind;
  report.accesses.resize(2);
  report.accesses[0] = {"used", "second", 0, {"f", "/src/f.cpp", 8}, {}};
  report.accesses[1] = {std::string(kFreed), "first", 0, {"f", "/src/f.cpp", 7}, {}};
  return report;
}

TEST(Reason, OfUseAfterFree) {
  EXPECT_EQ(reason_of_anomaly(Described(trace({})), misuse(Anomaly::use_after_free)),
            "first freed it (f.cpp:7) before second used it (f.cpp:8)");
  EXPECT_EQ(reason_of_anomaly(Described(trace({})), misuse(Anomaly::double_free)),
            "first freed it (f.cpp:7) before second freed it again (f.cpp:8)");
}

TEST(Reason, OfARaceIsThatNothingOrdersIt) {
  AnomalyReport race = misuse(Anomaly::data_race);
  race.accesses[0].op = "read";
  race.accesses[1].op = "write";
  race.location = "x";
  EXPECT_EQ(reason_of_anomaly(Described(trace({})), race),
            "nothing orders second's read (f.cpp:8) and first's write (f.cpp:7) of x");
}

TEST(Reason, OfAStandstillIsItsReport) {
  Trace stuck = trace({});
  stuck.ending = Ending::deadlock;
  AnomalyReport report;
  report.kind = Anomaly::deadlock;
  report.detail = "first waits";
  EXPECT_EQ(reason_of_anomaly(Described(stuck), report), "first waits");
}

TEST(Reason, OfSeveralThingsIsTheFirstFew) {
  EXPECT_EQ(reason_of_all({"a", "b", "a"}), "a; b");
  EXPECT_EQ(reason_of_all({"a", "b", "c", "d", "e"}), "a; b; c; and 2 more");
}

}  // namespace
}  // namespace tenter::explore::test::reason_test
