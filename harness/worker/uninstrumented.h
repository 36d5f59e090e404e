// Libraries that a plugin brings along without instrumentation: what happens in them, no race detector sees.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace tenter::worker {

// The paths of all shared objects in this process.
std::set<std::string> loaded_objects();

// The paths of those that have been loaded since `before`, are not `plugin` and were not compiled with
// -fsanitize=thread; the compiler's and the C library's own left out.
std::vector<std::string> uninstrumented_since(const std::set<std::string>& before, const std::string& plugin);

}  // namespace tenter::worker
