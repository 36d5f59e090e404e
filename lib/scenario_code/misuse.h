// What the author of a scenario must change, in words: what the compiler cannot refuse.
#pragma once

#include <tenter/plugin.h>

#include <set>
#include <string>
#include <vector>

namespace tenter::detail {

// Adds a sentence for each flaw, and the scenario's name to `names`.
void check_scenario(const Program& program, std::set<std::string>& names, std::vector<std::string>& sentences);

}  // namespace tenter::detail
