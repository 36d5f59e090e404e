// Which blocks of a heap nothing points to any more.
#pragma once

#include <span>
#include <vector>

#include "explore/memory/arena.h"

namespace tenter::explore {

// Of `blocks`, those that no pointer leads to from `roots`, neither straight nor by way of other blocks. Whatever
// looks like an address within a block is taken for a pointer to it, marks in its low four or high sixteen bits
// aside: so a block may be called reachable that is not, and the other way round only where pointers are hidden
// otherwise. REQUIRES: in the order of their addresses.
std::vector<Arena::Block> unreachable(std::span<const Arena::Block> blocks,
                                      std::span<const std::span<const std::byte>> roots);

}  // namespace tenter::explore
