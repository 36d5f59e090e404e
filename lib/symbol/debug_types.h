// Types as the debug information of a module has them.
#pragma once

#include <elfutils/libdwfl.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "symbol/modules.h"

namespace tenter::symbol {

enum class TypeKind : unsigned char {
  scalar,  // numbers, pointers, and whatever else has no parts
  array,
  aggregate,  // a class whose members are the user's, or a pair
  std_array,
  std_tuple,
  opaque,  // what the standard library, Boost or the system define, and what is nowhere defined
};

// REQUIRES: outlived by `modules`, in which nothing else is looked up meanwhile.
class DebugTypes {
 public:
  DebugTypes(Modules& modules, Dwfl_Module* module) : modules_(modules), module_(module) {}

  // The type of a variable, member, base class, element, ... or what a typedef stands for: without typedefs and
  // qualifiers, and defined where possible.
  std::optional<Dwarf_Die> type_of(Dwarf_Die die);
  TypeKind kind_of(Dwarf_Die type);

 private:
  Dwarf_Die defined(Dwarf_Die type);

  Modules& modules_;
  Dwfl_Module* module_;
};

std::vector<Dwarf_Die> children_of(Dwarf_Die die);
std::string name_of(Dwarf_Die die);  // its own; empty for none
std::optional<std::size_t> size_of(Dwarf_Die type);
std::optional<std::size_t> number(Dwarf_Die die, unsigned attribute);
bool has(Dwarf_Die die, unsigned attribute);

}  // namespace tenter::symbol
