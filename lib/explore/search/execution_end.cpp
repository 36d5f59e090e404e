#include "explore/search/execution_end.h"

#include <fmt/core.h>

namespace tenter::explore {

std::string end_of(const ExecutionResult& execution, const std::string* outcome) {
  if (!execution.deaths.empty()) {
    const Death& first = execution.deaths.front();
    return fmt::format("{}: {}", name_of(first.kind), first.detail);
  }
  if (outcome != nullptr) return fmt::format("outcome {{{}}}", *outcome);
  switch (execution.ending) {
    case Ending::deadlock:
      return "a deadlock";
    case Ending::livelock:
      return "a livelock";
    case Ending::external_wait:
      return "a wait for what is outside of the scenario";
    case Ending::cut:
      return "more steps than the bound allows";
    default:
      return {};
  }
}

}  // namespace tenter::explore
