// A search begins anew when it learns of another visible operation, and claims nothing in between.
#include "explore/search/search.h"

#include <gtest/gtest.h>

#include "explore/executor/silent_log.h"
#include "fake_executor.h"

namespace tenter::explore::test::search_test {
namespace {

// Has so many executions, and has then seen everything.
class Counted final : public Strategy {
 public:
  explicit Counted(int left) : left_(left) {}
  bool begin() override { return left_ > 0; }
  TaskId choose(const SchedulePoint&) override { return kNoTask; }
  void end(Ending, const SchedulePoint&) override { --left_; }
  bool complete() const override { return left_ == 0; }
  Covered covered() const override {
    return complete() ? Covered{Coverage::exhaustive} : Covered{Coverage::bounded, 1, 2};
  }

 private:
  int left_;
};

constexpr int kExecutions = 3;

class SearchTest : public testing::Test {
 protected:
  static ExecutionResult with_new_place() {
    ExecutionResult result;
    result.new_visible_place = true;
    return result;
  }
  void run(int executions) {
    for (int i = 0; i < executions; ++i) ASSERT_NE(search_.next(), nullptr);
  }

  FakeExecutor executor_;
  Program program_;
  SilentLog log_;
  Search search_{executor_, program_, log_, [] { return std::make_unique<Counted>(kExecutions); }};
};

TEST_F(SearchTest, EndsWithItsStrategy) {
  run(kExecutions);
  EXPECT_EQ(search_.next(), nullptr);
  EXPECT_TRUE(search_.complete());
  EXPECT_EQ(search_.covered().coverage, Coverage::exhaustive);
  EXPECT_EQ(search_.executions(), std::uint64_t{kExecutions});
}

TEST_F(SearchTest, BeginsAnewWhenAnExecutionHasFoundANewVisiblePlace) {
  executor_.results = {{}, with_new_place()};
  run(3);
  EXPECT_EQ(search_.restarts(), 1U);
  EXPECT_EQ(search_.executions(), 1U) << "since then";
  EXPECT_EQ(search_.tally().rows().at(0).count, 1U);
  EXPECT_EQ(executor_.races_forgotten, 1);
  run(kExecutions - 1);
  EXPECT_EQ(search_.next(), nullptr);
}

// Whoever stops here has seen executions that did not ask at the new place.
TEST_F(SearchTest, HasCoveredNothingWhileItIsToBeginAnew) {
  executor_.results = {{}, with_new_place()};
  run(1);
  EXPECT_EQ(search_.covered().coverage, Coverage::bounded);
  run(1);
  EXPECT_EQ(search_.covered().coverage, Coverage::sampled);
  run(1);
  EXPECT_EQ(search_.covered().coverage, Coverage::bounded);
}

TEST_F(SearchTest, IsNotCompleteWhenItsLastExecutionFindsANewVisiblePlace) {
  executor_.results = {{}, {}, with_new_place()};
  run(kExecutions);
  EXPECT_FALSE(search_.complete());
  EXPECT_EQ(search_.covered().coverage, Coverage::sampled);
}

}  // namespace
}  // namespace tenter::explore::test::search_test
