#include "explore/search/budget.h"

#include <cmath>

namespace tenter::explore {
namespace {

void add(std::vector<OutcomeCount>& rows, const OutcomeCount& more) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const OutcomeCount& known) {
    return known.outcome == more.outcome && known.expectation == more.expectation;
  });
  if (found == rows.end()) {
    rows.push_back(more);
  } else {
    found->count += more.count;
  }
}

}  // namespace

Count& Count::operator+=(const Count& more) {
  executions += more.executions;
  blocked += more.blocked;
  cut += more.cut;
  outside += more.outside;
  anomalous += more.anomalous;
  for (const OutcomeCount& row : more.outcomes) add(outcomes, row);
  return *this;
}

std::uint64_t part_of(std::uint64_t left, double share) {
  return share >= 1 ? left : std::min(left, static_cast<std::uint64_t>(std::ceil(static_cast<double>(left) * share)));
}

Timer::Timer(std::optional<std::chrono::nanoseconds> limit)
    : end_(limit ? Clock::now() + *limit : Clock::time_point::max()) {}

bool Timer::due(std::size_t steps) {
  constexpr std::size_t kStepsBetween = 5'000;  // a millisecond at most
  steps_ += steps + 1;
  if (steps_ < kStepsBetween) return false;
  steps_ = 0;
  return true;
}

std::chrono::nanoseconds Timer::left() const {
  return std::max(std::chrono::duration_cast<std::chrono::nanoseconds>(end_ - Clock::now()),
                  std::chrono::nanoseconds{});
}

}  // namespace tenter::explore
