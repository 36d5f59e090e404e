// What the end of a worker says of the scenario that ran in it. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/evidence.h"
#include "session/supervision.h"

namespace tenter::session {

// The anomalies that the end itself witnesses: a crash, a hang, processes left behind, ... Empty when all went well.
// REQUIRES: the scenario ran (ending.phase is at least running).
std::vector<AnomalyReport> anomalies_of(const Ending& ending, const Limits& limits);

// Why a plugin could not be loaded, to follow its path in a sentence. REQUIRES: the worker gave no answer, and no
// scenario ran.
std::string load_failure(const Ending& ending, const Limits& limits);

// The last lines of what was printed, each an element. Empty lines are left out.
std::vector<std::string> last_lines(const std::string& output, std::size_t most);

// "250ms", "5s", "2min".
std::string in_words(nanoseconds duration);

// "2 GiB", "64 MiB".
std::string in_words(std::uint64_t bytes);

}  // namespace tenter::session
