// What a process that runs somebody's program may do to the rest of the system.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace tenter::explore {

// From now on nobody hears what this process prints, it is killed after `seconds`, and it gets no more than so many
// `bytes` besides those that it has.
void apply_limits(unsigned seconds, std::uint64_t bytes);

// This process is not to outlive the one that has forked it off.
void die_with_parent(pid_t parent);

}  // namespace tenter::explore
