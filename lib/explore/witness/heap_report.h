// What went wrong with a block of the heap, with all places that have to do with it.
#pragma once

#include <string_view>
#include <vector>

#include "explore/witness/trace_describer.h"

namespace tenter::explore {

// What an access of such a report is called that has freed the block.
inline constexpr std::string_view kFreed = "freed";

// For a death that was about a block, or a leak: where it died, and where the block was freed and allocated, as far
// as any of this happened in the trace.
std::vector<Access> accesses_of_block(const TraceDescriber& describer, std::uintptr_t block);

// For a read of memory that nobody has written: where it was read, and where it was allocated.
std::vector<Access> accesses_of_read(const TraceDescriber& describer, const UnwrittenRead& read);

}  // namespace tenter::explore
