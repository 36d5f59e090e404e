// Exceptions where there should be none become anomalies, and the run goes on or ends cleanly.
#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>

#include "run_stress.h"

namespace tenter::stress::misbehaviour_test {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::UnorderedElementsAre;

auto uncaught(const char* detail) {
  return testing::AllOf(Field(&AnomalyReport::kind, Anomaly::uncaught_exception),
                        Field(&AnomalyReport::detail, detail));
}

// Numbers its states, so that it is known which of them misbehave.
struct Numbered {
  static inline std::atomic<int> next{0};
  static inline std::atomic<int> alive{0};
  int number = next++;
  std::atomic<int> acted{0};

  Numbered() { ++alive; }
  ~Numbered() { --alive; }
  void fine() { ++acted; }
  void throw_at_every_third() {
    ++acted;
    if (number % 3 == 0) throw std::runtime_error("boom");
  }
  void throw_at_every_fifth() {
    ++acted;
    if (number % 5 == 0) throw 5;
  }
};

TEST(Misbehaviour, AnExecutionThatAnExceptionLeftHasNoOutcome) {
  Numbered::next = 0;
  const Program program =
      scenario<Numbered>("test/throws")
          .actors(&Numbered::fine, &Numbered::throw_at_every_third, &Numbered::throw_at_every_fifth)
          .observes(&Numbered::acted)
          .program();
  const Evidence evidence = run_stress(program, executions(3000)).evidence;
  EXPECT_EQ(evidence.executions, 3000U);
  // Of 15 numbers, 7 are multiples of 3 or of 5.
  EXPECT_EQ(count_of(evidence, "3"), 3000U * 8 / 15);
  EXPECT_EQ(counted(evidence), 3000U * 8 / 15);
  EXPECT_THAT(evidence.anomalies, UnorderedElementsAre(uncaught("in actor \"second\": std::runtime_error: boom"),
                                                       uncaught("in actor \"third\": int (not a std::exception)")));
  for (const AnomalyReport& anomaly : evidence.anomalies) {
    EXPECT_EQ(anomaly.count, anomaly.detail == "in actor \"second\": std::runtime_error: boom" ? 1000U : 600U);
  }
  EXPECT_EQ(Numbered::alive, 0);
}

TEST(Misbehaviour, AStateWhoseObserverThrowsIsNotCounted) {
  Numbered::next = 0;
  const Program program = scenario<Numbered>("test/observer-throws")
                              .copies(2, &Numbered::fine)
                              .observer([](Numbered& state) {
                                if (state.number % 2 == 0) throw std::logic_error("even");
                              })
                              .observes(&Numbered::acted)
                              .program();
  const Evidence evidence = run_stress(program, executions(1000)).evidence;
  EXPECT_EQ(count_of(evidence, "2"), 500U);
  EXPECT_THAT(evidence.anomalies, ElementsAre(uncaught("in the observer: std::logic_error: even")));
  EXPECT_EQ(Numbered::alive, 0);
}

struct Unmakeable {
  static inline std::atomic<int> made{0};
  static inline std::atomic<int> alive{0};
  Unmakeable() {
    if (++made == 500) throw std::runtime_error("no more");
    ++alive;
  }
  ~Unmakeable() { --alive; }
  void nothing() {}
};

TEST(Misbehaviour, AStateThatCannotBeMadeEndsTheRunCleanly) {
  Unmakeable::made = 0;
  const Program program = scenario<Unmakeable>("test/unmakeable").copies(2, &Unmakeable::nothing).program();
  const Evidence evidence = run_stress(program, executions(100'000)).evidence;
  EXPECT_LT(evidence.executions, 500U);
  EXPECT_EQ(counted(evidence), evidence.executions);
  EXPECT_THAT(evidence.anomalies, ElementsAre(uncaught("in the state's constructor: std::runtime_error: no more")));
  EXPECT_EQ(Unmakeable::alive, 0);
}

struct NeverMakeable {
  NeverMakeable() { throw 1; }
  void nothing() {}
};

TEST(Misbehaviour, AStateThatCanNeverBeMadeRunsNothing) {
  const Program program = scenario<NeverMakeable>("test/never").copies(2, &NeverMakeable::nothing).program();
  const Evidence evidence = run_stress(program, executions(10)).evidence;
  EXPECT_EQ(evidence.executions, 0U);
  EXPECT_TRUE(evidence.outcomes.empty());
  EXPECT_THAT(evidence.anomalies, ElementsAre(uncaught("in the state's constructor: int (not a std::exception)")));
}

struct Undestroyable {
  ~Undestroyable() noexcept(false) { throw std::runtime_error("stays"); }
  void nothing() {}
};

TEST(Misbehaviour, ADestructorThatThrowsIsReported) {
  const Program program = scenario<Undestroyable>("test/undestroyable").copies(2, &Undestroyable::nothing).program();
  const Evidence evidence = run_stress(program, executions(3)).evidence;
  EXPECT_THAT(evidence.anomalies, ElementsAre(uncaught("in the state's destructor: std::runtime_error: stays")));
}

}  // namespace
}  // namespace tenter::stress::misbehaviour_test
