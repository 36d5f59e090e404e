#include "explore/race/race_detector.h"

#include <gtest/gtest.h>

#include <set>

namespace tenter::explore {
namespace {

using enum std::memory_order;

constexpr std::uintptr_t kData = 0x1000;
constexpr std::uintptr_t kFlag = 0x2000;
constexpr std::uintptr_t kMutex = 0x3000;

// Task 0 has started tasks 1, 2 and 3.
class RaceDetectorTest : public testing::Test {
 protected:
  RaceDetectorTest() { start(); }
  void start() {
    detector_.begin();
    for (TaskId task = 1; task < 4; ++task) detector_.forked(0, task);
  }

  // The number of races that an access completes.
  std::size_t read(TaskId task, std::uintptr_t at = kData, std::size_t size = 4) {
    return detector_.access(task, at, size, false, ++place_).size();
  }
  std::size_t write(TaskId task, std::uintptr_t at = kData, std::size_t size = 4) {
    return detector_.access(task, at, size, true, ++place_).size();
  }
  void load(TaskId task, std::memory_order order) {
    begin(task, RaceDetector::Atomic::load, order);
    detector_.atomic_load(task, kFlag, order);
    EXPECT_EQ(detector_.atomic_access(task, kFlag, 4, false, order, ++place_).size(), 0u);
  }
  void store(TaskId task, std::memory_order order) {
    begin(task, RaceDetector::Atomic::store, order);
    EXPECT_EQ(detector_.atomic_access(task, kFlag, 4, true, order, ++place_).size(), 0u);
    detector_.atomic_store(task, kFlag, order);
  }
  void update(TaskId task, std::memory_order order) {
    begin(task, RaceDetector::Atomic::update, order);
    detector_.atomic_load(task, kFlag, order);
    EXPECT_EQ(detector_.atomic_access(task, kFlag, 4, true, order, ++place_).size(), 0u);
    detector_.atomic_update(task, kFlag, order);
  }
  bool order_matters() const { return detector_.non_sc_race().has_value(); }

  RaceDetector detector_;
  std::uintptr_t place_ = 0;

 private:
  void begin(TaskId task, RaceDetector::Atomic kind, std::memory_order order) {
    detector_.begin_atomic(task, kFlag, 4, kind, order, place_ + 1);
  }
};

TEST_F(RaceDetectorTest, TwoReadsDoNotRace) {
  EXPECT_EQ(read(1), 0u);
  EXPECT_EQ(read(2), 0u);
}

TEST_F(RaceDetectorTest, AWriteRacesWithEachUnorderedAccess) {
  read(1);
  read(2);
  EXPECT_EQ(write(3), 2u);
}

TEST_F(RaceDetectorTest, BothPlacesOfARaceAreKnown) {
  detector_.access(1, kData, 8, true, 0xaa);
  const auto races = detector_.access(2, kData + 6, 4, false, 0xbb);
  ASSERT_EQ(races.size(), 1u);
  EXPECT_EQ(races[0].earlier.pc, 0xaau);
  EXPECT_TRUE(races[0].earlier.write);
  EXPECT_EQ(races[0].later.pc, 0xbbu);
  EXPECT_FALSE(races[0].later.write);
  EXPECT_EQ(races[0].address, kData + 6);
}

TEST_F(RaceDetectorTest, NeighbouringBytesDoNotRace) {
  write(1, kData, 3);
  EXPECT_EQ(write(2, kData + 3, 1), 0u);
}

TEST_F(RaceDetectorTest, AForkOrdersTheParentsPastAndAJoinTheTasksAll) {
  detector_.begin();
  write(0);
  detector_.forked(0, 1);
  EXPECT_EQ(write(1), 0u);
  detector_.joined(0, 1);
  EXPECT_EQ(write(0), 0u);
}

TEST_F(RaceDetectorTest, WhatAParentDoesAfterAForkIsUnordered) {
  write(0);
  EXPECT_EQ(write(1), 1u);
}

TEST_F(RaceDetectorTest, AMutexOrders) {
  detector_.acquire(1, kMutex);
  write(1);
  detector_.release(1, kMutex);
  detector_.acquire(2, kMutex);
  EXPECT_EQ(write(2), 0u);
  EXPECT_EQ(write(3), 1u);
}

TEST_F(RaceDetectorTest, RelaxedAtomicsOrderNothing) {
  write(1);
  store(1, relaxed);
  load(2, relaxed);
  EXPECT_EQ(read(2), 1u);
}

TEST_F(RaceDetectorTest, AnAcquireOrdersNothingWithoutARelease) {
  write(1);
  store(1, relaxed);
  load(2, acquire);
  EXPECT_EQ(read(2), 1u);
}

TEST_F(RaceDetectorTest, AReleaseOrdersNothingWithoutAnAcquire) {
  write(1);
  store(1, release);
  load(2, relaxed);
  EXPECT_EQ(read(2), 1u);
}

TEST_F(RaceDetectorTest, AnAcquireThatReadsAReleaseOrders) {
  write(1);
  store(1, release);
  load(2, acquire);
  EXPECT_EQ(read(2), 0u);
}

TEST_F(RaceDetectorTest, WhatFollowsAReleaseIsNotOrderedByIt) {
  store(1, release);
  write(1);
  load(2, acquire);
  EXPECT_EQ(read(2), 1u);
}

TEST_F(RaceDetectorTest, AReleaseSequenceGoesOnInAReadModifyWriteOfAnybody) {
  write(1);
  store(1, release);
  update(2, relaxed);
  load(3, acquire);
  EXPECT_EQ(read(3), 0u);
  EXPECT_EQ(read(2), 1u);
}

TEST_F(RaceDetectorTest, AReleaseSequenceEndsWithAStoreOfAnother) {
  write(1);
  store(1, release);
  store(2, relaxed);
  load(3, acquire);
  EXPECT_EQ(read(3), 1u);
}

// Until C++17 a relaxed store of the same thread continued it.
TEST_F(RaceDetectorTest, AReleaseSequenceEndsWithAStoreOfTheSameTask) {
  write(1);
  store(1, release);
  store(1, relaxed);
  load(3, acquire);
  EXPECT_EQ(read(3), 1u);
}

TEST_F(RaceDetectorTest, AReleaseFenceMakesLaterStoresPublishWhatIsBeforeIt) {
  write(1, kData);
  detector_.fence(1, release);
  write(1, kData + 8);
  store(1, relaxed);
  load(2, acquire);
  EXPECT_EQ(read(2, kData), 0u);
  EXPECT_EQ(read(2, kData + 8), 1u);
}

TEST_F(RaceDetectorTest, AnAcquireFenceOrdersWhatEarlierLoadsRead) {
  write(1);
  store(1, release);
  load(2, relaxed);
  detector_.fence(2, acquire);
  EXPECT_EQ(read(2), 0u);
}

TEST_F(RaceDetectorTest, AnAcquireFenceBeforeTheLoadOrdersNothing) {
  write(1);
  store(1, release);
  detector_.fence(2, acquire);
  load(2, relaxed);
  EXPECT_EQ(read(2), 1u);
}

TEST_F(RaceDetectorTest, FencesOnBothSidesOrder) {
  write(1);
  detector_.fence(1, seq_cst);
  store(1, relaxed);
  load(2, relaxed);
  detector_.fence(2, acq_rel);
  EXPECT_EQ(read(2), 0u);
}

TEST_F(RaceDetectorTest, AnAcquireIsOrderedItself) {
  detector_.access(1, kFlag, 4, true, ++place_);  // the atomic is made by a plain write
  store(1, release);
  load(2, acquire);  // expects no race of its own
}

TEST_F(RaceDetectorTest, ARelaxedLoadRacesWithThePlainWriteThatMadeTheAtomic) {
  detector_.access(1, kFlag, 4, true, ++place_);
  detector_.atomic_load(2, kFlag, relaxed);
  EXPECT_EQ(detector_.atomic_access(2, kFlag, 4, false, relaxed, ++place_).size(), 1u);
}

TEST_F(RaceDetectorTest, RecycledMemoryDoesNotRaceWithItsPast) {
  write(1, kData, 16);
  detector_.forget(kData, 16);
  EXPECT_EQ(write(2, kData, 16), 0u);
}

TEST_F(RaceDetectorTest, ForgettingStopsAtTheEndOfTheBlock) {
  write(1, kData - 8, 8);
  write(1, kData + 16, 8);
  detector_.forget(kData, 16);
  EXPECT_EQ(write(2, kData - 8, 8), 1u);
  EXPECT_EQ(write(2, kData + 16, 8), 1u);
}

TEST_F(RaceDetectorTest, ForgettingReachesOverPages) {
  constexpr std::size_t kBytes = 3 * 4096;
  for (const std::size_t at : {std::size_t{0}, std::size_t{4096}, kBytes - 8}) write(1, kData + at, 8);
  detector_.forget(kData, kBytes);
  EXPECT_EQ(write(2, kData, kBytes), 0u);
}

TEST_F(RaceDetectorTest, AnAtomicInRecycledMemoryOrdersNothingOfItsPast) {
  write(1);
  store(1, release);
  detector_.forget(kFlag, 16);
  load(2, acquire);
  EXPECT_EQ(read(2), 1u);
}

// Of memory on a stack nobody says that it is recycled; but what is made there begins with a plain write.
TEST_F(RaceDetectorTest, AnAtomicMadeWhereAnotherWasOrdersNothingOfItsPast) {
  write(1);
  store(1, release);
  detector_.access(1, kFlag, 4, true, ++place_);
  store(1, relaxed);
  detector_.atomic_load(2, kFlag, acquire);
  EXPECT_EQ(read(2), 1u);
}

TEST_F(RaceDetectorTest, RangesAreCheckedInAllTheirGranules) {
  write(1, kData + 37, 1);
  EXPECT_EQ(read(2, kData + 1, 36), 0u);
  EXPECT_EQ(read(2, kData + 1, 37), 1u);
  EXPECT_EQ(write(3, kData, 100), 3u);
}

TEST_F(RaceDetectorTest, ARangeThatRacesAllAlongIsOneRace) {
  write(1, kData, 100);
  EXPECT_EQ(write(2, kData, 100), 1u);
}

TEST_F(RaceDetectorTest, HoweverManyAccessesAreUnorderedEachIsKept) {
  std::set<std::uintptr_t> places;
  for (TaskId task = 1; task < 3; ++task) {
    for (std::uintptr_t byte = 0; byte < 8; ++byte) {
      read(task, kData + byte, 1);
      places.insert(place_);
    }
  }
  std::set<std::uintptr_t> racing;
  for (const Race& race : detector_.access(3, kData, 8, true, ++place_)) racing.insert(race.earlier.pc);
  EXPECT_EQ(racing, places);
}

TEST_F(RaceDetectorTest, ExecutionsKnowNothingOfEachOther) {
  write(1);
  store(1, release);
  detector_.fence(2, release);
  start();
  EXPECT_EQ(write(2), 0u);
  load(3, acquire);
  EXPECT_EQ(write(3), 1u);
}

TEST_F(RaceDetectorTest, MoreTasksThanBeforeAreNoSurprise) {
  store(1, release);
  for (TaskId task = 4; task < kMaxTasks; ++task) detector_.forked(0, task);
  write(kMaxTasks - 1);
  update(kMaxTasks - 1, release);
  load(2, acquire);
  EXPECT_EQ(read(2), 0u);
  EXPECT_EQ(read(3), 1u);
}

TEST_F(RaceDetectorTest, NoOrderOfSeqCstAtomicsMatters) {
  store(1, seq_cst);
  load(2, seq_cst);
  update(2, seq_cst);
  update(3, seq_cst);
  EXPECT_FALSE(order_matters());
}

TEST_F(RaceDetectorTest, AWeakerOrderMattersWhereNothingElseOrders) {
  store(1, release);
  EXPECT_FALSE(order_matters());
  load(2, acquire);
  ASSERT_TRUE(order_matters());
  const Race race = *detector_.non_sc_race();
  EXPECT_EQ(race.earlier.order, release);
  EXPECT_EQ(race.later.order, acquire);
  EXPECT_EQ(race.earlier.pc, 1U);
  EXPECT_EQ(race.later.pc, 2U);
  EXPECT_EQ(race.address, kFlag);
}

TEST_F(RaceDetectorTest, OneWeakerOrderOfTwoIsEnough) {
  store(1, seq_cst);
  load(2, relaxed);
  EXPECT_TRUE(order_matters());
}

TEST_F(RaceDetectorTest, ASeqCstLoadDoesNotOrderTheWeakerStoreThatItReads) {
  store(1, release);
  load(2, seq_cst);
  EXPECT_TRUE(order_matters());
}

TEST_F(RaceDetectorTest, WeakerLoadsDoNotConflict) {
  load(1, relaxed);
  load(2, relaxed);
  EXPECT_FALSE(order_matters());
}

TEST_F(RaceDetectorTest, NoOrderMattersUnderALock) {
  update(1, relaxed);
  detector_.release(1, kMutex);
  detector_.acquire(2, kMutex);
  update(2, relaxed);
  EXPECT_FALSE(order_matters());
  update(3, relaxed);
  EXPECT_TRUE(order_matters());
}

// A seq_cst store after a weaker one of the same task must not make that one forgotten.
TEST_F(RaceDetectorTest, AWeakerOrderIsRememberedBesideLaterOnes) {
  store(1, relaxed);
  store(1, seq_cst);
  store(2, seq_cst);
  EXPECT_TRUE(order_matters());
}

TEST_F(RaceDetectorTest, WhatSeqCstAtomicsOrderIsOrdered) {
  store(1, relaxed);
  store(1, seq_cst);
  load(2, seq_cst);
  store(2, relaxed);
  EXPECT_FALSE(order_matters());
}

TEST_F(RaceDetectorTest, AFenceIsNoOrderOfItsOwn) {
  store(1, relaxed);
  detector_.fence(1, seq_cst);
  detector_.fence(2, seq_cst);
  load(2, relaxed);
  EXPECT_TRUE(order_matters());
}

TEST_F(RaceDetectorTest, WhatMattersIsToldOfEachExecution) {
  store(1, relaxed);
  load(2, relaxed);
  EXPECT_TRUE(order_matters());
  start();
  EXPECT_FALSE(order_matters());
  store(1, relaxed);
  load(2, relaxed);
  EXPECT_TRUE(order_matters());
}

}  // namespace
}  // namespace tenter::explore
