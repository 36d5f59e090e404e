#include "report/said.h"

#include <fmt/core.h>

namespace tenter::report {

std::string Said::without_details(std::string reason) const {
  for (const auto& [kind, details] : details_) {
    if (details.size() > 1) continue;
    const std::string repetition = fmt::format("{} ({})", name_of(kind), *details.begin());
    if (const std::size_t at = reason.find(repetition); at != std::string::npos) {
      reason.replace(at, repetition.size(), name_of(kind));
    }
  }
  return reason;
}

}  // namespace tenter::report
