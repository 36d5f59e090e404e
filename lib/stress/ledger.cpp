#include "stress/ledger.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tenter::stress {
namespace {

using Counts = std::vector<std::uint64_t>;

// Adds what `current` has more than `booked`, row by row; rows beyond `told` go to the one after.
void add_difference(const Counts& current, const Counts& booked, std::size_t told, Counts& sum) {
  sum.resize(std::max(sum.size(), std::min(current.size(), told + 1)));
  for (std::size_t row = 0; row < current.size(); ++row) {
    sum[std::min(row, told)] += current[row] - (row < booked.size() ? booked[row] : 0);
  }
}

std::uint64_t all_but_largest(const Counts& counts) {
  if (counts.empty()) return 0;
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) -
         *std::max_element(counts.begin(), counts.end());
}

bool more_frequent(const OutcomeCount& a, const OutcomeCount& b) {
  return a.count != b.count ? a.count > b.count : a.outcome < b.outcome;
}

// How often something was seen in a configuration, in how much of what was looked at.
struct Sight {
  double per_second = 0;
  double share = 0;
};

// Adds to each configuration's score what its rate and its share are relative to the highest ones. False when nobody
// has any.
bool add_relative(const std::vector<Sight>& sights, std::vector<double>& scores) {
  double fastest = 0;
  double densest = 0;
  for (const Sight& sight : sights) {
    fastest = std::max(fastest, sight.per_second);
    densest = std::max(densest, sight.share);
  }
  if (!(fastest > 0)) return false;
  for (std::size_t i = 0; i < sights.size(); ++i) {
    scores[i] += sights[i].per_second / fastest * std::sqrt(sights[i].share / densest);
  }
  return true;
}

}  // namespace

Ledger::Ledger(std::vector<Configuration> configurations, std::vector<const Tally*> tallies)
    : configurations_(std::move(configurations)),
      tallies_(std::move(tallies)),
      accounts_(configurations_.size() + 1),
      booked_(tallies_.size()) {
  for (Account& account : accounts_) account.counts.resize(tallies_.size());
}

void Ledger::close(const Round& round) {
  Account& account = round.warm_up ? accounts_.back() : accounts_[round.configuration];
  account.total.seconds += round.seconds;
  account.total.executions += round.executions;
  account.total.contention.probes += round.contention.probes;
  account.total.contention.overlapped += round.contention.overlapped;
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    current_.clear();
    tallies_[i]->counts(current_);
    add_difference(current_, booked_[i], kMaxTold, account.counts[i]);
    booked_[i].swap(current_);
  }
}

std::vector<OutcomeCount> Ledger::outcomes() const {
  std::map<OutcomeKey, std::uint64_t> merged;
  for (const Tally* tally : tallies_) {
    for (OutcomeCount& row : tally->rows()) merged[{std::move(row.outcome), row.expectation}] += row.count;
  }
  std::vector<OutcomeCount> result;
  for (const auto& [key, count] : merged) result.push_back({key.first, count, key.second});
  std::sort(result.begin(), result.end(), more_frequent);
  return result;
}

std::vector<ModeReport> Ledger::modes() const {
  const auto indices = outcome_indices();
  std::vector<ModeReport> result;
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    const Round& total = accounts_[i].total;
    if (total.executions == 0) continue;
    const std::uint64_t rare = all_but_largest(by_outcome(accounts_[i], indices));
    std::string mode = i < configurations_.size() ? describe(configurations_[i]) : "warm-up";
    result.push_back({std::move(mode), total.executions, total.seconds, rare, total.contention});
  }
  return result;
}

std::vector<double> Ledger::scores() const {
  const auto indices = outcome_indices();
  std::vector<Counts> counts;
  std::size_t outcomes = 0;
  for (std::size_t i = 0; i < configurations_.size(); ++i) {
    counts.push_back(by_outcome(accounts_[i], indices));
    outcomes = std::max(outcomes, counts.back().size());
  }
  // share_of(i): of what in the `i`th configuration.
  const auto sights_of = [&](auto&& share_of) {
    std::vector<Sight> sights(configurations_.size());
    for (std::size_t i = 0; i < sights.size(); ++i) {
      const Round& total = accounts_[i].total;
      if (total.executions == 0 || !(total.seconds > 0)) continue;
      sights[i].share = share_of(i);
      sights[i].per_second = sights[i].share * static_cast<double>(total.executions) / total.seconds;
    }
    return sights;
  };

  std::vector<double> scores(configurations_.size());
  int criteria = 0;
  for (std::size_t k = 0; k < outcomes; ++k) {
    const auto share_of_outcome = [&](std::size_t i) {
      const double count = k < counts[i].size() ? static_cast<double>(counts[i][k]) : 0.0;
      return count / static_cast<double>(accounts_[i].total.executions);
    };
    criteria += add_relative(sights_of(share_of_outcome), scores);
  }
  criteria += add_relative(sights_of([&](std::size_t i) { return accounts_[i].total.contention.share(); }), scores);
  for (double& score : scores) score /= std::max(criteria, 1);
  return scores;
}

std::vector<std::vector<std::size_t>> Ledger::outcome_indices() const {
  std::map<OutcomeKey, std::size_t> known;
  std::vector<std::vector<std::size_t>> indices;
  for (const Tally* tally : tallies_) {
    indices.emplace_back();
    for (OutcomeCount& row : tally->rows()) {
      if (indices.back().size() == kMaxTold) break;
      const auto found = known.try_emplace({std::move(row.outcome), row.expectation}, known.size() + 1).first;
      indices.back().push_back(found->second);
    }
    indices.back().push_back(0);  // whatever is not told apart
  }
  return indices;
}

Ledger::Counts Ledger::by_outcome(const Account& account,
                                  const std::vector<std::vector<std::size_t>>& indices) const {
  Counts result;
  for (std::size_t tally = 0; tally < account.counts.size(); ++tally) {
    const Counts& rows = account.counts[tally];
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::size_t outcome = indices[tally][row];
      result.resize(std::max(result.size(), outcome + 1));
      result[outcome] += rows[row];
    }
  }
  return result;
}

}  // namespace tenter::stress
