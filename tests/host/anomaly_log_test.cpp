#include "host/anomaly_log.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>

namespace tenter {
namespace {

class AnomalyLogTest : public testing::Test {
 protected:
  std::unique_ptr<AnomalyLog> log_ = std::make_unique<AnomalyLog>();
};

TEST_F(AnomalyLogTest, CountsTheSameAsOne) {
  log_->report(Anomaly::assertion, "x is 1", "a.cpp", 3);
  log_->report(Anomaly::assertion, "x is 1", "a.cpp", 3);
  log_->report(Anomaly::assertion, "x is 1", "a.cpp", 4);
  log_->report(Anomaly::assertion, "x is 2", "a.cpp", 3);
  log_->report(Anomaly::uncaught_exception, "x is 1", nullptr, 0);
  const auto anomalies = log_->anomalies();
  ASSERT_EQ(anomalies.size(), 4U);
  EXPECT_EQ(anomalies[0].count, 2U);
  EXPECT_EQ(anomalies[0].kind, Anomaly::assertion);
  EXPECT_EQ(anomalies[0].detail, "x is 1");
  ASSERT_EQ(anomalies[0].accesses.size(), 1U);
  EXPECT_EQ(anomalies[0].accesses[0].where, (Frame{"", "a.cpp", 3}));
  EXPECT_EQ(anomalies[3].kind, Anomaly::uncaught_exception);
  EXPECT_TRUE(anomalies[3].accesses.empty());
}

TEST_F(AnomalyLogTest, NamesTheThreadsThatReport) {
  class Actors final : public AnomalyLog::Threads {
   public:
    std::uint32_t current() const noexcept override { return running; }
    std::string name(std::uint32_t thread) const override { return "actor " + std::to_string(thread); }
    std::uint32_t running = 2;
  } actors;
  const AnomalyLog::Named named(*log_, actors);
  for (const std::uint32_t thread : {2U, 1U, 2U}) {
    actors.running = thread;
    log_->report(Anomaly::assertion, "both", "a.cpp", 3);
  }
  actors.running = AnomalyLog::Threads::kMost;
  log_->report(Anomaly::assertion, "somebody else", "a.cpp", 4);
  const auto anomalies = log_->anomalies();
  ASSERT_EQ(anomalies.size(), 2U);
  ASSERT_EQ(anomalies[0].accesses.size(), 2U);
  EXPECT_EQ(anomalies[0].accesses[0].thread, "actor 1");
  EXPECT_EQ(anomalies[0].accesses[1].thread, "actor 2");
  ASSERT_EQ(anomalies[1].accesses.size(), 1U);
  EXPECT_EQ(anomalies[1].accesses[0].thread, "");
}

TEST_F(AnomalyLogTest, OnlyCountsWhatIsTooManyToList) {
  for (std::size_t i = 0; i < AnomalyLog::kMaxDistinct + 5; ++i) {
    log_->report(Anomaly::assertion, std::to_string(i), "a.cpp", 1);
  }
  const auto anomalies = log_->anomalies();
  ASSERT_EQ(anomalies.size(), AnomalyLog::kMaxDistinct + 1);
  EXPECT_EQ(anomalies.back().kind, Anomaly::assertion);
  EXPECT_EQ(anomalies.back().count, 5U);
}

TEST_F(AnomalyLogTest, CutsWhatIsTooLong) {
  const std::string text(5000, 'x');
  log_->report(Anomaly::assertion, text, nullptr, 0);
  log_->report(Anomaly::assertion, text + "y", nullptr, 0);
  ASSERT_EQ(log_->anomalies().size(), 1U);
  EXPECT_EQ(log_->anomalies()[0].detail, text.substr(0, AnomalyLog::kMaxDetail));
}

TEST_F(AnomalyLogTest, LosesNothingBetweenThreads) {
  const auto work = [&] {
    for (int i = 0; i < 1000; ++i) log_->report(Anomaly::assertion, i % 2 == 0 ? "even" : "odd", "a.cpp", 1);
  };
  std::thread other(work);
  work();
  other.join();
  const auto anomalies = log_->anomalies();
  ASSERT_EQ(anomalies.size(), 2U);
  EXPECT_EQ(anomalies[0].count, 1000U);
  EXPECT_EQ(anomalies[1].count, 1000U);
}

}  // namespace
}  // namespace tenter
