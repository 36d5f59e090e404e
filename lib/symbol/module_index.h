// What of a module's debug information is found by name or address and not through something else.
#pragma once

#include <elfutils/libdwfl.h>

#include <optional>
#include <string>
#include <unordered_map>

namespace tenter::symbol {

class DebugUnit;
class Modules;

// Made by a walk through everything. REQUIRES: the module stays open.
class ModuleIndex {
 public:
  ModuleIndex(Modules& modules, Dwfl_Module* module);

  // The static variable that begins at an address of this process.
  std::optional<Dwarf_Die> variable_at(Dwarf_Addr begin) const;

  // The definition of a class that elsewhere is only declared: clang describes a class where its constructor is.
  std::optional<Dwarf_Die> class_named(const std::string& qualified_name) const;

 private:
  void add_children(Dwarf_Die& parent, DebugUnit& unit, Dwarf_Addr bias);

  std::unordered_map<Dwarf_Addr, Dwarf_Die> variables_;
  std::unordered_map<std::string, Dwarf_Die> classes_;
};

}  // namespace tenter::symbol
