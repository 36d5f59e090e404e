#include "tsan/reports.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "subject.h"
#include "tsan/batch_boundary.h"
#include "two_threads.h"

namespace tenter::tsan {
namespace {

using test::in_turns;
using test::Part;
using testing::AllOf;
using testing::AnyOf;
using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

ScenarioInfo scenario_of(std::vector<std::string> actors) {
  ScenarioInfo scenario;
  scenario.actors = std::move(actors);
  return scenario;
}

// ThreadSanitizer reports each pair of stacks once in a process, so each test has one of its own, as CTest runs them.
class Tsan : public testing::Test {
 protected:
  void SetUp() override { begin(scenario_of({"left", "right"}), TENTER_TEST_SUBJECT); }

  static AnomalyReport only_anomaly() {
    const Reports found = reports();
    EXPECT_THAT(found.suppressed, IsEmpty());
    EXPECT_THAT(found.anomalies, SizeIs(1));
    return found.anomalies.empty() ? AnomalyReport() : found.anomalies.front();
  }
};

auto at(std::uint32_t line) {
  return AllOf(Field(&Frame::line, line), Field(&Frame::file, EndsWith("tests/tsan/subject.cpp")));
}

auto by(const char* thread, const char* op, std::uint32_t line) {
  return AllOf(Field(&Access::thread, thread), Field(&Access::op, op), Field(&Access::where, at(line)));
}

TEST_F(Tsan, ReportsBothAccessesOfARace) {
  int number = 0;
  in_turns([&] { increment(&number); }, [&] { increment(&number); });
  const AnomalyReport race = only_anomaly();
  EXPECT_EQ(race.kind, Anomaly::data_race);
  EXPECT_THAT(race.accesses,
              ElementsAre(by("right", "read", kLineOfIncrement), by("left", "write", kLineOfIncrement)));
  EXPECT_THAT(race.accesses, Each(Field(&Access::size, 4u)));
  EXPECT_EQ(race.accesses.front().where.function, "increment");
  EXPECT_EQ(race.accesses.front().where, race.accesses.front().stack.front());
}

TEST_F(Tsan, ReportsNothingWhereOneThreadWorksAlone) {
  int numbers[2] = {0, 0};
  in_turns([&] { increment(&numbers[0]); }, [&] { increment(&numbers[1]); });
  const Reports found = reports();
  EXPECT_THAT(found.anomalies, IsEmpty());
  EXPECT_THAT(found.suppressed, IsEmpty());
  EXPECT_THAT(found.notes, IsEmpty());
}

TEST_F(Tsan, TellsAtomicAccessesFromPlainOnes) {
  int number = 0;
  in_turns([&] { increment_atomically(&number); }, [&] { read_number(&number); });
  EXPECT_THAT(only_anomaly().accesses, ElementsAre(Field(&Access::op, "read"), Field(&Access::op, "atomic write")));
}

TEST_F(Tsan, NamesTheScenariosLineForARaceInsideTheStandardLibrary) {
  Items* const items = make_items();
  in_turns([&] { append(items); }, [&] { append(items); });
  const Reports found = reports();
  ASSERT_THAT(found.anomalies, SizeIs(1));
  const AnomalyReport& race = found.anomalies.front();
  EXPECT_THAT(race.accesses, Each(Field(&Access::where, at(kLineOfAppend))));
  EXPECT_THAT(race.accesses.front().stack.front().file, HasSubstr("/include/c++/"));
}

TEST_F(Tsan, NamesAGlobalVariable) {
  in_turns([] { increment(&subject_global); }, [] { increment(&subject_global); });
  EXPECT_EQ(only_anomaly().location, "global `subject_global`");
}

TEST_F(Tsan, NamesAHeapBlockAndWhereItWasAllocated) {
  int* const number = make_number();
  in_turns([&] { increment(number); }, [&] { increment(number); });
  const AnomalyReport race = only_anomaly();
  EXPECT_EQ(race.location, "heap block of 4 bytes");
  ASSERT_TRUE(race.allocated.has_value());
  EXPECT_THAT(*race.allocated, at(kLineOfAllocation));
}

TEST_F(Tsan, NamesMemoryThatTheHostAllocatedTheScenariosState) {
  int* const number = new int(0);
  in_turns([&] { increment(number); }, [&] { increment(number); });
  EXPECT_EQ(only_anomaly().location, "the scenario's state");
}

TEST_F(Tsan, NamesAStack) {
  int number = 0;
  in_turns([&] { increment(&number); }, [&] { increment(&number); });
  EXPECT_EQ(only_anomaly().location, "stack of main thread");
}

TEST_F(Tsan, ReportsAUseAfterFree) {
  int* const number = make_number();
  in_turns([&] { free_number(number); }, [&] { use_number(number); });
  const AnomalyReport report = only_anomaly();
  EXPECT_EQ(report.kind, Anomaly::use_after_free);
  EXPECT_THAT(report.accesses, ElementsAre(by("right", "write", kLineOfUse), by("left", "free", kLineOfFree)));
}

TEST_F(Tsan, DoesNotCountALockOrderInversionAsADeadlock) {
  Locks* const locks = make_locks();
  in_turns([&] { lock_in_order(locks); }, [&] { lock_in_reverse(locks); });
  const Reports found = reports();
  EXPECT_THAT(found.anomalies, IsEmpty());
  ASSERT_THAT(found.suppressed, SizeIs(1));
  EXPECT_THAT(found.suppressed[0].reason, HasSubstr("none was seen"));
  const AnomalyReport& report = found.suppressed[0].report;
  EXPECT_EQ(report.kind, Anomaly::deadlock);
  EXPECT_THAT(report.detail, HasSubstr("potential"));
  ASSERT_THAT(report.accesses, SizeIs(4));
  EXPECT_THAT(report.accesses, Each(Field(&Access::op, "lock")));
  EXPECT_THAT(report.accesses, testing::Contains(by("left", "lock", kLineOfSecondLock)));
  EXPECT_THAT(report.accesses, testing::Contains(Field(&Access::thread, "right")).Times(2));
}

TEST_F(Tsan, ReportsTheUnlockOfAnUnlockedMutex) {
  Locks* const locks = make_locks();
  in_turns([] {}, [&] { unlock_unlocked(locks); });
  const AnomalyReport report = only_anomaly();
  EXPECT_EQ(report.kind, Anomaly::assertion);
  EXPECT_THAT(report.accesses, ElementsAre(by("right", "unlock", kLineOfUnlock)));
}

TEST_F(Tsan, ReportsTheDestructionOfALockedMutex) {
  in_turns([] { destroy_locked(); }, [] {});
  const AnomalyReport report = only_anomaly();
  EXPECT_EQ(report.kind, Anomaly::assertion);
  EXPECT_THAT(report.accesses, ElementsAre(Field(&Access::op, "destroy"), Field(&Access::op, "lock")));
}

TEST_F(Tsan, CountsDifferentStacksToTheSameLinesAsOneReport) {
  int first = 0, second = 0;
  in_turns([&] { increment(&first); }, [&] { increment(&first); });
  const std::uint64_t before = only_anomaly().count;
  in_turns([&] { increment_by_detour(&second); }, [&] { increment(&second); });
  EXPECT_GT(only_anomaly().count, before);
}

TEST_F(Tsan, KeepsRacesInDifferentLinesApart) {
  int first = 0, second = 0;
  in_turns([&] { write_number(&first); }, [&] { read_number(&first); });
  in_turns([&] { write_number(&second); }, [&] { write_number(&second); });
  EXPECT_THAT(reports().anomalies, SizeIs(2));
}

TEST_F(Tsan, FindsEachRaceAtOneAddress) {
  int number = 0;
  in_turns([&] { write_number(&number); }, [&] { read_number(&number); });
  in_turns([&] { write_number(&number); }, [&] { write_number(&number); });
  EXPECT_THAT(reports().anomalies, SizeIs(2));
}

TEST_F(Tsan, GivesEveryReportAgainWhenAskedAgain) {
  int number = 0;
  in_turns([&] { increment(&number); }, [&] { increment(&number); });
  EXPECT_EQ(reports().anomalies, reports().anomalies);
  EXPECT_THAT(reports().anomalies, SizeIs(1));
}

TEST_F(Tsan, TellsWhenThereIsNews) {
  int number = 0;
  EXPECT_FALSE(news());
  in_turns([&] { increment(&number); }, [&] { increment(&number); });
  EXPECT_TRUE(news());
  (void)reports();
  EXPECT_FALSE(news());
}

TEST_F(Tsan, ForgetsEarlierReportsWhenARunBegins) {
  int number = 0;
  in_turns([&] { increment(&number); }, [&] { increment(&number); });
  begin(scenario_of({"left", "right"}), TENTER_TEST_SUBJECT);
  EXPECT_THAT(reports().anomalies, IsEmpty());
}

TEST_F(Tsan, GivesAnActorItsWholeNameBack) {
  begin(scenario_of({"the-one-who-counts-up", "right"}), TENTER_TEST_SUBJECT);
  int number = 0;
  in_turns({{"the-one-who-counts-up", [&] { increment(&number); }}, {"right", [&] { increment(&number); }}});
  EXPECT_EQ(only_anomaly().accesses[1].thread, "the-one-who-counts-up");
}

TEST_F(Tsan, NumbersThreadsThatAreNoActors) {
  int number = 0;
  in_turns([&] { increment(&number); }, [&] { start_thread_that_increments(&number); });
  EXPECT_THAT(only_anomaly().accesses, ElementsAre(Field(&Access::thread, testing::MatchesRegex("thread [0-9]+")),
                                                   Field(&Access::thread, "left")));
}

TEST_F(Tsan, OrdersAcrossABatchBoundary) {
  BatchBoundary boundary;
  int number = 0;
  in_turns(
      [&] {
        increment(&number);
        boundary.arrive();
      },
      [&] {
        boundary.depart();
        increment(&number);
      });
  EXPECT_THAT(reports().anomalies, IsEmpty());
}

TEST_F(Tsan, OrdersNothingBetweenThoseWhoHaveDeparted) {
  BatchBoundary boundary;
  int number = 0;
  const auto after_the_boundary = [&] {
    boundary.arrive();
    boundary.depart();
    increment(&number);
  };
  in_turns(after_the_boundary, [&] {
    boundary.depart();
    increment(&number);
  });
  EXPECT_EQ(only_anomaly().kind, Anomaly::data_race);
}

TEST_F(Tsan, FindsARaceAmongManyThreads) {
  int number = 0;
  std::vector<std::string> names;
  std::vector<Part> parts;
  for (int i = 0; i < 16; ++i) {
    names.push_back("actor " + std::to_string(i));
    parts.push_back({names.back(), [&] { increment(&number); }});
  }
  begin(scenario_of(names), TENTER_TEST_SUBJECT);
  in_turns(parts);
  const AnomalyReport race = only_anomaly();
  EXPECT_THAT(race.accesses, Each(Field(&Access::where, at(kLineOfIncrement))));
  EXPECT_NE(race.accesses[0].thread, race.accesses[1].thread);
}

TEST_F(Tsan, SaysHowManyReportsItCouldNotTakeIn) {
  constexpr int kMoreThanFit = 200;
  std::vector<int> numbers(kMoreThanFit);
  for (int depth = 0; depth < kMoreThanFit; ++depth) {
    int* const number = &numbers[static_cast<std::size_t>(depth)];
    in_turns([&] { increment(number); }, [&] { increment_at_depth(number, depth); });
  }
  const Reports found = reports();
  EXPECT_THAT(found.anomalies, SizeIs(1));
  EXPECT_THAT(found.notes, ElementsAre(HasSubstr("came faster than they were taken in")));
}

TEST_F(Tsan, KnowsTimedMutexes) {
  TimedCounter* const counter = make_timed_counter();
  in_turns([&] { add_under_timed_mutex(counter); }, [&] { add_under_timed_mutex(counter); });
  in_turns([&] { add_under_shared_timed_mutex(counter); }, [&] { read_under_shared_timed_mutex(counter); });
  in_turns([&] { read_under_shared_timed_mutex(counter); }, [&] { add_under_shared_timed_mutex(counter); });
  const Reports found = reports();
  EXPECT_THAT(found.anomalies, IsEmpty());
  EXPECT_THAT(found.suppressed, IsEmpty());
}

TEST_F(Tsan, FindsTheRaceWithOneWhoDoesNotTakeTheTimedMutex) {
  TimedCounter* const counter = make_timed_counter();
  in_turns([&] { add_under_timed_mutex(counter); }, [&] { add_without_lock(counter); });
  EXPECT_EQ(only_anomaly().kind, Anomaly::data_race);
}

TEST_F(Tsan, SuppressesWhatItCannotKnowOfExceptionPointers) {
  std::exception_ptr first = make_exception(), second = first;
  in_turns([&] { read_exception(std::move(first)); }, [&] { read_exception(std::move(second)); });
  const Reports found = reports();
  EXPECT_THAT(found.anomalies, IsEmpty());
  ASSERT_THAT(found.suppressed, testing::Not(IsEmpty()));
  EXPECT_THAT(found.suppressed, Each(Field(&SuppressedReport::reason, HasSubstr("exception_ptr"))));
}

TEST_F(Tsan, SuppressesRacesOfAScenarioThatDeclaresFences) {
  ScenarioInfo scenario = scenario_of({"left", "right"});
  scenario.uses_fences = true;
  begin(scenario, TENTER_TEST_SUBJECT);
  int number = 0;
  in_turns([&] { increment(&number); }, [&] { increment(&number); });
  const Reports found = reports();
  EXPECT_THAT(found.anomalies, IsEmpty());
  EXPECT_THAT(found.suppressed, ElementsAre(Field(&SuppressedReport::reason, HasSubstr("does not model"))));
  EXPECT_THAT(found.notes, ElementsAre(HasSubstr("not modelled")));
  EXPECT_FALSE(found.races_modelled);
}

TEST_F(Tsan, NoticesFencesThatAreNotDeclared) {
#if defined(__clang__)
  GTEST_SKIP() << "the runtime is linked statically and brings its own fence";
#endif
  int *const number = make_number(), *const flag = make_number();
  in_turns([&] { publish_by_fence(number, flag); }, [&] { receive_by_fence(number, flag); });
  const Reports found = reports();
  EXPECT_THAT(found.anomalies, IsEmpty());
  EXPECT_THAT(found.suppressed, SizeIs(1));
}

TEST_F(Tsan, AddsItsReportsToTheEvidence) {
  Evidence evidence;
  evidence.anomalies.emplace_back();
  int number = 0;
  in_turns([&] { increment(&number); }, [&] { increment(&number); });
  add_reports(evidence);
  EXPECT_THAT(evidence.anomalies, SizeIs(2));
}

}  // namespace
}  // namespace tenter::tsan
