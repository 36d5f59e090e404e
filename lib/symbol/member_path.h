// What lies at an offset in an object, by the names of the members that lead there.
#pragma once

#include <cstddef>
#include <string>

#include "symbol/debug_types.h"
#include "symbol/path.h"

namespace tenter::symbol {

// The path to the innermost thing that has all of `size` bytes at `offset` in an object of this type. What lies
// between members is said by its distance from what it is in. Members of bit fields that share their bytes are
// named together.
std::string member_path(DebugTypes& types, Dwarf_Die type, const Path& object, std::size_t offset, std::size_t size);

}  // namespace tenter::symbol
