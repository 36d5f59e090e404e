// What is booked on which configuration, and what that makes it worth.
#include "stress/ledger.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace tenter::stress::ledger_test {
namespace {

constexpr int kSought = 3;

class GivenTally final : public Tally {
 public:
  void add(const std::string& outcome, std::uint64_t times) {
    for (OutcomeCount& row : rows_) {
      if (row.outcome == outcome) {
        row.count += times;
        return;
      }
    }
    rows_.push_back({outcome, times, outcome == "sought" ? kSought : -1});
  }

  void collect(StateRange, ActorLog&) override {}
  void observe(StateRange, ActorLog&) override {}
  void count(StateRange, ActorLog&) override {}
  std::vector<OutcomeCount> rows() const override { return rows_; }
  void counts(std::vector<std::uint64_t>& counts) const override {
    for (const OutcomeCount& row : rows_) counts.push_back(row.count);
  }

 private:
  std::vector<OutcomeCount> rows_;
};

class LedgerTest : public testing::Test {
 protected:
  // A round of a second, and of as many executions as were counted.
  void round(std::size_t configuration, std::uint64_t common, std::uint64_t rare, Contention contention = {}) {
    // The tallies see the outcomes in different orders.
    if (common > 0) left_.add("common", common / 2);
    if (rare > 0) right_.add("rare", rare);
    if (common > 0) right_.add("common", common - common / 2);
    ledger_.close({configuration, warm_up_, 1.0, common + rare, contention});
  }

  GivenTally left_, right_;
  bool warm_up_ = false;
  Ledger ledger_{{{Pace::free, 0, 64}, {Pace::free, 0, 128}, {Pace::free, 0, 256}},
                 {&left_, &right_},
                 [](int expectation) { return expectation == kSought; }};
};

TEST_F(LedgerTest, MergesTalliesByOutcome) {
  round(0, 101, 3);
  round(1, 100, 7);
  EXPECT_THAT(ledger_.outcomes(),
              testing::ElementsAre(OutcomeCount{"common", 201, -1}, OutcomeCount{"rare", 10, -1}));
}

TEST_F(LedgerTest, BooksEachRoundOnItsConfiguration) {
  round(1, 50, 5, {4, 1});
  round(2, 10, 20);
  round(1, 50, 5, {4, 2});
  const auto modes = ledger_.modes();
  ASSERT_EQ(modes.size(), 2U);
  EXPECT_EQ(modes[0].mode, "free, batch 128, packed, none");
  EXPECT_EQ(modes[0].executions, 110U);
  EXPECT_EQ(modes[0].rare, 10U);
  EXPECT_EQ(modes[0].seconds, 2.0);
  EXPECT_EQ(modes[0].contention.probes, 8U);
  EXPECT_EQ(modes[0].contention.overlapped, 3U);
  EXPECT_EQ(modes[1].rare, 10U);  // here the other outcome is the frequent one
}

TEST_F(LedgerTest, KeepsTheWarmUpApart) {
  warm_up_ = true;
  round(0, 10, 90);
  warm_up_ = false;
  round(1, 100, 0);
  EXPECT_EQ(ledger_.modes().back().mode, "warm-up");
  EXPECT_EQ(ledger_.modes().back().executions, 100U);
  EXPECT_EQ(ledger_.scores()[0], 0.0);
}

TEST_F(LedgerTest, ValuesARareOutcomeAsMuchAsACommonOne) {
  round(0, 1000, 0);
  round(1, 10, 10);
  round(2, 1000, 1);
  const auto scores = ledger_.scores();
  EXPECT_GT(scores[1], scores[2]);
  EXPECT_GT(scores[2], scores[0]);
}

TEST_F(LedgerTest, ValuesWhatIsSoughtAsMuchAsAllElse) {
  round(0, 1000, 100, {100, 100});
  left_.add("sought", 1);
  ledger_.close({0, false, 1.0, 1, {}});
  round(1, 100, 0);
  left_.add("sought", 100);
  ledger_.close({1, false, 1.0, 100, {}});
  EXPECT_GT(ledger_.scores()[1], 0.5);
  EXPECT_LT(ledger_.scores()[0], 0.51);
}

TEST_F(LedgerTest, DoesNotValueWhatEveryExecutionHas) {
  round(0, 100'000, 0, {100, 1});
  round(1, 1000, 0, {100, 90});
  EXPECT_GT(ledger_.scores()[1], ledger_.scores()[0]) << "overlap counts, and speed for its sake alone";
}

TEST_F(LedgerTest, ValuesContentionWhereNothingIsRare) {
  round(0, 1000, 0, {100, 0});
  round(1, 1000, 0, {100, 50});
  round(2, 100, 0, {100, 50});
  const auto scores = ledger_.scores();
  EXPECT_GT(scores[1], scores[0]);
  EXPECT_GT(scores[1], scores[2]);
  EXPECT_EQ(scores[1], 1.0);
}

TEST_F(LedgerTest, IsWorthNothingBeforeAnythingRan) {
  EXPECT_THAT(ledger_.scores(), testing::ElementsAre(0.0, 0.0, 0.0));
  EXPECT_TRUE(ledger_.modes().empty());
  EXPECT_TRUE(ledger_.outcomes().empty());
}

TEST_F(LedgerTest, LosesNothingBeyondTheOutcomesThatItTellsApart) {
  for (std::size_t i = 0; i < Ledger::kMaxTold + 50; ++i) left_.add(std::to_string(i), 1);
  left_.add("0", 9);
  ledger_.close({0, false, 1.0, Ledger::kMaxTold + 59, {}});
  EXPECT_EQ(ledger_.outcomes().size(), Ledger::kMaxTold + 50);
  EXPECT_EQ(ledger_.modes()[0].executions, Ledger::kMaxTold + 59);
}

}  // namespace
}  // namespace tenter::stress::ledger_test
