// What has been seen, in all and in each configuration.
#pragma once

#include <tenter/body.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/evidence.h"
#include "stress/configuration.h"

namespace tenter::stress {

// A stretch of time in which one configuration ran.
struct Round {
  std::size_t configuration = 0;
  bool warm_up = false;  // is kept apart, and not compared
  double seconds = 0;
  std::uint64_t executions = 0;
  Contention contention;
};

// Memory is bounded: outcomes beyond the first kMaxTold of a tally are not told apart for each configuration (they
// are in outcomes()).
// Thread safety: none; used at batch boundaries, when all tallies are at rest.
class Ledger {
 public:
  static constexpr std::size_t kMaxTold = 256;

  // True for the outcomes of an expectation (by its index) that the scenario hopes to show.
  using Sought = std::function<bool(int expectation)>;

  // REQUIRES: the tallies outlive the ledger and only count states of the rounds that are closed here.
  Ledger(std::vector<Configuration> configurations, std::vector<const Tally*> tallies, Sought sought);

  // Books on `round` whatever the tallies have counted since the last call.
  void close(const Round& round);

  // All outcomes, merged over the tallies by text and expectation, most frequent first.
  std::vector<OutcomeCount> outcomes() const;

  // The configurations that ran, in their order; last, what ran in the warm-up.
  std::vector<ModeReport> modes() const;

  // What each configuration is worth, from 0 to 1. For every outcome, and for overlapping executions: its rate in
  // time relative to where that is highest, and, by the square root, its share of the executions likewise. So a rare
  // outcome counts as much as a common one, speed more than density, but density too; an outcome that nearly every
  // execution has tells nothing and does not count. The worth is the mean over the
  // outcomes, but those that are sought make up half of it as soon as one of them has been seen.
  std::vector<double> scores() const;

 private:
  using Counts = std::vector<std::uint64_t>;
  using OutcomeKey = std::pair<std::string, int>;
  static constexpr std::size_t kNotTold = 0;  // the index of all outcomes that are not told apart

  struct Account {
    Round total;
    std::vector<Counts> counts;  // of each tally, by its rows
  };

  // Outcomes that are the same for all tallies: what the rows of each are, and which are sought.
  struct Outcomes {
    std::vector<std::vector<std::size_t>> of_rows;
    std::vector<bool> sought{false};
  };
  Outcomes told_apart() const;
  static Counts by_outcome(const Account& account, const Outcomes& outcomes);

  std::vector<Configuration> configurations_;
  std::vector<const Tally*> tallies_;
  Sought sought_;
  std::vector<Account> accounts_;  // one a configuration, and one for the warm-up
  std::vector<Counts> booked_;     // of each tally, what earlier rounds account for
  Counts current_;                 // reused
};

}  // namespace tenter::stress
