// Which processors this process may use, and where a thread runs.
#pragma once

#include <cstddef>
#include <vector>

#include "model/run.h"

namespace tenter::stress {

// The processors that the calling thread may use, those of different physical cores first.
std::vector<int> usable_processors();

// Places the calling thread, the `thread`th of the run, as `affinity` says; `turn` shifts who gets which of
// `processors`. Does nothing where the kernel refuses.
void place(Affinity affinity, const std::vector<int>& processors, std::size_t thread, std::size_t turn);

}  // namespace tenter::stress
