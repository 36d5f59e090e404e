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
  const auto last = static_cast<double>(cost.last_count);
  const double affordable = static_cast<double>(allowed.count()) / std::max(cost.nanoseconds, 1.0);
  const double doubled = cost.last_elapsed <= allowed ? 2 * last : 0.0;
  const double grown = std::min(std::max(affordable, doubled), last * kGrowth);
  return static_cast<std::size_t>(std::clamp(grown, 1.0, static_cast<double>(wanted)));
}

void Sizing::ran(std::size_t configuration, std::size_t count, std::chrono::nanoseconds elapsed) {
  update(costs_[configuration], count, elapsed);
  update(costs_of_kin_[kin_[configuration]], count, elapsed);
}

void Sizing::update(Cost& cost, std::size_t count, std::chrono::nanoseconds elapsed) {
  const double measured = static_cast<double>(elapsed.count()) / static_cast<double>(count);
  cost.nanoseconds = cost.last_count == 0 ? measured : std::min(measured, cost.nanoseconds * kForgetting);
  cost.last_count = count;
  cost.last_elapsed = elapsed;
}

}  // namespace tenter::stress
