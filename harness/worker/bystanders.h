// Threads that were started neither by us nor by a scenario.
#pragma once

#include <sys/types.h>

#include <vector>

namespace tenter::worker {

// Those of a sanitizer's runtime, if there is one in this process. REQUIRES: the calling thread is the only other
// one.
std::vector<pid_t> bystanders();

}  // namespace tenter::worker
