#include <gtest/gtest.h>

#include "cli/progress_line.h"

namespace tenter::cli::progress_test {
namespace {

session::Progress sample() {
  session::Progress progress;
  progress.scenario = "faq/increment/plain";
  progress.number = 3;
  progress.of = 90;
  progress.executions = 1'500'000;
  progress.elapsed = std::chrono::milliseconds(500);
  progress.time_left = std::chrono::milliseconds(4200);
  return progress;
}

TEST(ProgressText, TellsWhatRunsAndForHowLong) {
  EXPECT_EQ(progress_text(sample(), 118), "[3/90] faq/increment/plain stress: 1500000 executions, 3.0M/s, 5s left");
}

TEST(ProgressText, FitsTheTerminal) { EXPECT_EQ(progress_text(sample(), 20).size(), 20U); }

TEST(ProgressText, PromisesNothingWithoutATimeBudget) {
  session::Progress progress = sample();
  progress.time_left.reset();
  EXPECT_EQ(progress_text(progress, 118), "[3/90] faq/increment/plain stress: 1500000 executions, 3.0M/s");
}

}  // namespace
}  // namespace tenter::cli::progress_test
