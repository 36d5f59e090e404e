#include "explore/search/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "explore/schedule/replay.h"
#include "model/shared_schedule.h"

namespace tenter::explore::test::findings_test {
namespace {

using testing::SizeIs;

class FindingsTest : public testing::Test {
 protected:
  // `times`: how often in the same execution.
  void see(Ending ending, std::size_t steps, int times = 1) {
    findings_.begin_execution();
    ExecutionResult execution;
    execution.ending = ending;
    execution.steps.resize(steps);
    for (int i = 0; i < times; ++i) findings_.add(observation_, execution, recorder_, {});
  }
  const Finding& finding() { return findings_.all().front(); }

  Findings findings_;

 private:
  std::unique_ptr<SharedSchedule> schedule_ = std::make_unique<SharedSchedule>();
  Recorder recorder_{std::make_unique<Replay>(std::vector<std::uint8_t>{}), *schedule_};
  Observation observation_;
};

TEST_F(FindingsTest, KeepTheShortestExecution) {
  see(Ending::finished, 9);
  see(Ending::finished, 7);
  see(Ending::finished, 8);
  EXPECT_THAT(finding().schedule.tasks, SizeIs(7));
  EXPECT_EQ(finding().count, 3U);
}

TEST_F(FindingsTest, CountExecutions) {
  see(Ending::finished, 9, 3);
  see(Ending::finished, 9, 2);
  EXPECT_EQ(finding().count, 2U);
}

TEST_F(FindingsTest, PreferAWholeExecutionToPartOfOne) {
  see(Ending::abandoned, 5);
  EXPECT_TRUE(finding().abandoned);
  see(Ending::finished, 9);
  see(Ending::abandoned, 4);
  EXPECT_THAT(finding().schedule.tasks, SizeIs(9));
  EXPECT_FALSE(finding().abandoned);
}

}  // namespace
}  // namespace tenter::explore::test::findings_test
