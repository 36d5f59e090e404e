// In which order findings are shown.
#pragma once

#include <optional>
#include <vector>

#include "explore/search/findings.h"

namespace tenter::explore {

// The claimed anomaly first, then what is forbidden, then what is only interesting. Of each, what happened comes
// before what could have, and what is simple before what is not. REQUIRES: `findings` outlives the result.
std::vector<const Finding*> by_importance(const Findings& findings, const std::optional<Anomaly>& claimed);

}  // namespace tenter::explore
