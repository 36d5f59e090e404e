#include "stress/sizing.h"

#include <algorithm>
#include <utility>

namespace tenter::stress {
namespace {

// A cheap batch is forgotten in a few dozen others.
constexpr double kForgetting = 1.05;

}  // namespace

Sizing::Sizing(std::vector<std::size_t> kin)
    : kin_(std::move(kin)), costs_(kin_.size()), costs_of_kin_(*std::max_element(kin_.begin(), kin_.end()) + 1) {}

std::size_t Sizing::next(std::size_t configuration, std::size_t wanted, std::chrono::nanoseconds allowed) const {
  const Cost& own = costs_[configuration];
  const Cost& cost = own.last_count > 0 ? own : costs_of_kin_[kin_[configuration]];
  const std::size_t grown = std::max<std::size_t>(1, cost.last_count * kGrowth);
  const std::size_t most = std::min(wanted, grown);
  const double affordable = static_cast<double>(allowed.count()) / std::max(cost.nanoseconds, 1.0);
  if (affordable >= static_cast<double>(most)) return most;
  return static_cast<std::size_t>(std::max(affordable, 1.0));
}

void Sizing::ran(std::size_t configuration, std::size_t count, std::chrono::nanoseconds elapsed) {
  const double measured = static_cast<double>(elapsed.count()) / static_cast<double>(count);
  update(costs_[configuration], count, measured);
  update(costs_of_kin_[kin_[configuration]], count, measured);
}

void Sizing::update(Cost& cost, std::size_t count, double measured) {
  cost.nanoseconds = cost.last_count == 0 ? measured : std::min(measured, cost.nanoseconds * kForgetting);
  cost.last_count = count;
}

}  // namespace tenter::stress
