// Programs as they are run from a shell.
#pragma once

#include <string>
#include <vector>

namespace tenter::docs {

// Runs a program without a terminal and returns what it prints; its stderr is ours.
//
// Throws std::runtime_error if it fails.
std::string output_of(const std::vector<std::string>& command);

}  // namespace tenter::docs
