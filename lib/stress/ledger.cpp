#include "stress/ledger.h"

#include <algorithm>
#include <array>
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

// What each configuration is worth by some of the criteria: the mean of what it reaches relative to the best.
class Worth {
 public:
  explicit Worth(std::size_t configurations) : sums_(configurations) {}

  // Whatever was seen nowhere is no criterion.
  void add(const std::vector<Sight>& sights) {
    double fastest = 0;
    double densest = 0;
    for (const Sight& sight : sights) {
      fastest = std::max(fastest, sight.per_second);
      densest = std::max(densest, sight.share);
    }
    if (!(fastest > 0)) return;
    ++criteria_;
    for (std::size_t i = 0; i < sights.size(); ++i) {
      sums_[i] += sights[i].per_second / fastest * std::sqrt(sights[i].share / densest);
    }
  }

  bool empty() const { return criteria_ == 0; }
  std::size_t configurations() const { return sums_.size(); }
  double of(std::size_t configuration) const { return sums_[configuration] / criteria_; }

 private:
  std::vector<double> sums_;
  int criteria_ = 0;
};

// Whether nearly all executions have the outcome.
bool is_rule(const std::vector<Counts>& counts, std::size_t outcome) {
  constexpr double kNearly = 0.99;
  std::uint64_t all = 0;
  std::uint64_t with = 0;
  for (const Counts& of_configuration : counts) {
    all += std::accumulate(of_configuration.begin(), of_configuration.end(), std::uint64_t{0});
    with += of_configuration[outcome];
  }
  return static_cast<double>(with) > kNearly * static_cast<double>(all);
}

std::vector<double> mean(const std::array<Worth, 2>& worths) {
  std::vector<double> result(worths.front().configurations());
  const auto used = std::count_if(worths.begin(), worths.end(), [](const Worth& worth) { return !worth.empty(); });
  for (const Worth& worth : worths) {
    if (worth.empty()) continue;
    for (std::size_t i = 0; i < result.size(); ++i) result[i] += worth.of(i) / static_cast<double>(used);
  }
  return result;
}

}  // namespace

Ledger::Ledger(std::vector<Configuration> configurations, std::vector<const Tally*> tallies, Sought sought)
    : configurations_(std::move(configurations)),
      tallies_(std::move(tallies)),
      sought_(std::move(sought)),
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
  const Outcomes outcomes = told_apart();
  std::vector<ModeReport> result;
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    const Round& total = accounts_[i].total;
    if (total.executions == 0) continue;
    const std::uint64_t rare = all_but_largest(by_outcome(accounts_[i], outcomes));
    std::string mode = i < configurations_.size() ? describe(configurations_[i]) : "warm-up";
    result.push_back({std::move(mode), total.executions, total.seconds, rare, total.contention});
  }
  return result;
}

std::vector<double> Ledger::scores() const {
  const Outcomes outcomes = told_apart();
  std::vector<Counts> counts;
  for (std::size_t i = 0; i < configurations_.size(); ++i) counts.push_back(by_outcome(accounts_[i], outcomes));
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

  Worth sought(configurations_.size());
  Worth ordinary(configurations_.size());
  for (std::size_t k = 0; k < outcomes.sought.size(); ++k) {
    const auto share_of_outcome = [&](std::size_t i) {
      return static_cast<double>(counts[i][k]) / static_cast<double>(accounts_[i].total.executions);
    };
    if (is_rule(counts, k)) continue;
    (outcomes.sought[k] ? sought : ordinary).add(sights_of(share_of_outcome));
  }
  ordinary.add(sights_of([&](std::size_t i) { return accounts_[i].total.contention.share(); }));
  return mean({sought, ordinary});
}

Ledger::Outcomes Ledger::told_apart() const {
  std::map<OutcomeKey, std::size_t> known;
  Outcomes outcomes;
  for (const Tally* tally : tallies_) {
    std::vector<std::size_t>& indices = outcomes.of_rows.emplace_back();
    for (OutcomeCount& row : tally->rows()) {
      if (indices.size() == kMaxTold) break;
      const auto [found, is_new] = known.try_emplace({std::move(row.outcome), row.expectation}, known.size() + 1);
      if (is_new) outcomes.sought.push_back(sought_(row.expectation));
      indices.push_back(found->second);
    }
    indices.push_back(kNotTold);
  }
  return outcomes;
}

Ledger::Counts Ledger::by_outcome(const Account& account, const Outcomes& outcomes) {
  Counts result(outcomes.sought.size());
  for (std::size_t tally = 0; tally < account.counts.size(); ++tally) {
    const Counts& rows = account.counts[tally];
    for (std::size_t row = 0; row < rows.size(); ++row) result[outcomes.of_rows[tally][row]] += rows[row];
  }
  return result;
}

}  // namespace tenter::stress
