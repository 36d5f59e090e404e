// Recording an execution leaves the search that it is part of alone.
#include "explore/engine/trace_recorder.h"

#include <gtest/gtest.h>

#include "../search/fake_executor.h"

namespace tenter::explore::test {
namespace {

TEST(TraceRecorder, LeavesTheExecutorAsItWas) {
  FakeExecutor executor;
  const VisiblePlaces places{{1, 2}, {3}};
  Race race;
  race.earlier.pc = 4;
  race.later.pc = 5;
  ReportedRaces races;
  races.add(race);
  executor.set_visible_places(places);
  executor.set_reported_races(races);
  executor.results = {{}};
  executor.results.front().races = {race};

  const Program program;
  const Trace trace = TraceRecorder(executor, program).record({{}, {{6}, {}}});
  EXPECT_EQ(executor.executions, 1);
  EXPECT_TRUE(executor.forgot_races_first) << "the trace has all the races of its execution";
  EXPECT_EQ(trace.races.size(), 1U);
  EXPECT_EQ(executor.visible_places(), places);
  EXPECT_EQ(executor.reported_races(), races);
}

}  // namespace
}  // namespace tenter::explore::test
