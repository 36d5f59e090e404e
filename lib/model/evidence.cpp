#include "model/evidence.h"

#include <fmt/format.h>

#include <algorithm>

namespace tenter {

bool weaker_orders_left_out(const Evidence& evidence) {
  if (!evidence.order_that_matters.empty()) return true;
  return evidence.weaker_orders_used && evidence.coverage != Coverage::exhaustive;
}

std::string suspicion_of(const std::vector<std::string>& libraries) {
  return fmt::format("{} may order the two accesses, and nobody sees into {}", fmt::join(libraries, " or "),
                     libraries.size() == 1 ? "it" : "them");
}

std::string memory_in_words(const Evidence& evidence) {
  return evidence.memory_model + (weaker_orders_left_out(evidence) ? "; weaker orders not explored" : "");
}

std::uint64_t interleavings(const Evidence& evidence) {
  const bool searched = evidence.coverage != Coverage::sampled && evidence.exploration;
  if (searched && evidence.exploration->covering > 0) return evidence.exploration->covering;
  const std::uint64_t blocked = evidence.exploration ? evidence.exploration->blocked : 0;
  return evidence.executions - std::min(evidence.executions, blocked);
}

double upper_bound_95(std::uint64_t executions) {
  return executions == 0 ? 1.0 : std::min(1.0, 3.0 / static_cast<double>(executions));
}

}  // namespace tenter
