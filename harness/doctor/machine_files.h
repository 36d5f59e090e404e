// Reads a machine's traits from the kernel's files, and by trying.
#pragma once

#include <filesystem>
#include <vector>

#include "doctor/machine.h"

namespace tenter::doctor {

// Fills in what files tell: processors on their cores, quota, clock, memory, perf events. `root` has proc and sys
// beneath it: "/" is this machine. REQUIRES: `allowed`, the processors that this process may use, in ascending order.
Machine machine_in(const std::filesystem::path& root, const std::vector<int>& allowed);

// This machine. Starts a child, which it looks at.
Machine this_machine();

}  // namespace tenter::doctor
