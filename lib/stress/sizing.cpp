#include "stress/sizing.h"

#include <algorithm>

namespace tenter::stress {

std::size_t Sizing::next(std::size_t configuration, std::size_t wanted, std::chrono::nanoseconds allowed) const {
  const Cost& cost = costs_[configuration];
  const std::size_t grown = std::max<std::size_t>(1, cost.last_count * kGrowth);
  const std::size_t most = std::min(wanted, grown);
  const double affordable = static_cast<double>(allowed.count()) / std::max(cost.nanoseconds, 1.0);
  if (affordable >= static_cast<double>(most)) return most;
  return static_cast<std::size_t>(std::max(affordable, 1.0));
}

void Sizing::ran(std::size_t configuration, std::size_t count, std::chrono::nanoseconds elapsed) {
  Cost& cost = costs_[configuration];
  const double measured = static_cast<double>(elapsed.count()) / static_cast<double>(count);
  cost.nanoseconds = cost.last_count == 0 ? measured : (cost.nanoseconds + measured) / 2;
  cost.last_count = count;
}

}  // namespace tenter::stress
