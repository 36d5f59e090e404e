#include "symbol/module_index.h"

#include <dwarf.h>

#include "symbol/modules.h"
#include "symbol/tags.h"

namespace tenter::symbol {
namespace {

bool may_contain_either(int tag) {
  return is_class(tag) || tag == DW_TAG_namespace || tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block;
}

// Of variables whose place does not depend on where in the program one is.
std::optional<Dwarf_Addr> address_of(Dwarf_Die& variable) {
  Dwarf_Attribute location;
  Dwarf_Op* operations = nullptr;
  std::size_t count = 0;
  if (dwarf_attr(&variable, DW_AT_location, &location) == nullptr ||
      dwarf_getlocation(&location, &operations, &count) != 0 || count != 1) {
    return std::nullopt;
  }
  if (operations->atom == DW_OP_addr) return operations->number;
  Dwarf_Attribute address;
  Dwarf_Addr result = 0;
  if (operations->atom != DW_OP_addrx || dwarf_getlocation_attr(&location, operations, &address) != 0 ||
      dwarf_formaddr(&address, &result) != 0) {
    return std::nullopt;
  }
  return result;
}

template <class Map, class Key>
std::optional<Dwarf_Die> found(const Map& map, const Key& key) {
  const auto entry = map.find(key);
  return entry == map.end() ? std::nullopt : std::optional(entry->second);
}

}  // namespace

ModuleIndex::ModuleIndex(Modules& modules, Dwfl_Module* module) {
  Dwarf_Die* unit = nullptr;
  Dwarf_Addr bias = 0;
  while ((unit = dwfl_module_nextcu(module, unit, &bias)) != nullptr) {
    add_children(*unit, modules.unit_of(*unit), bias);
  }
}

void ModuleIndex::add_children(Dwarf_Die& parent, DebugUnit& unit, Dwarf_Addr bias) {
  Dwarf_Die child;
  if (dwarf_child(&parent, &child) != 0) return;
  do {
    const int tag = dwarf_tag(&child);
    if (tag == DW_TAG_variable) {
      if (const auto address = address_of(child)) variables_.try_emplace(*address + bias, child);
    } else if (may_contain_either(tag)) {
      const bool defined = dwarf_hasattr(&child, DW_AT_declaration) == 0 && dwarf_diename(&child) != nullptr;
      if (is_class(tag) && defined) classes_.try_emplace(unit.qualified_name(child), child);
      add_children(child, unit, bias);
    }
  } while (dwarf_siblingof(&child, &child) == 0);
}

std::optional<Dwarf_Die> ModuleIndex::variable_at(Dwarf_Addr begin) const { return found(variables_, begin); }

std::optional<Dwarf_Die> ModuleIndex::class_named(const std::string& qualified_name) const {
  return found(classes_, qualified_name);
}

}  // namespace tenter::symbol
