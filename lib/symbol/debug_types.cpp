#include "symbol/debug_types.h"

#include <dwarf.h>

#include <algorithm>
#include <string_view>

#include "symbol/system_files.h"
#include "symbol/tags.h"

namespace tenter::symbol {
namespace {

bool only_renames(int tag) {
  return tag == DW_TAG_typedef || tag == DW_TAG_const_type || tag == DW_TAG_volatile_type ||
         tag == DW_TAG_atomic_type || tag == DW_TAG_restrict_type;
}

bool is_librarys(Dwarf_Die type, std::string_view qualified_name) {
  for (const std::string_view library : {"std::", "__gnu_cxx::", "boost::"}) {
    if (qualified_name.starts_with(library)) return true;
  }
  const char* const file = dwarf_decl_file(&type);
  return file != nullptr && is_system_file(file);
}

}  // namespace

std::optional<Dwarf_Die> DebugTypes::type_of(Dwarf_Die die) {
  Dwarf_Attribute attribute;
  Dwarf_Die type;
  do {
    if (dwarf_formref_die(dwarf_attr_integrate(&die, DW_AT_type, &attribute), &type) == nullptr) return std::nullopt;
    die = type;
  } while (only_renames(dwarf_tag(&type)));
  return defined(type);
}

TypeKind DebugTypes::kind_of(Dwarf_Die type) {
  const int tag = dwarf_tag(&type);
  if (tag == DW_TAG_array_type) return TypeKind::array;
  if (!is_class(tag)) return TypeKind::scalar;
  if (has(type, DW_AT_declaration)) return TypeKind::opaque;
  const std::string name = modules_.unit_of(type).qualified_name(type);
  if (name.starts_with("std::pair<")) return TypeKind::aggregate;
  if (name.starts_with("std::array<")) return TypeKind::std_array;
  if (name.starts_with("std::tuple<")) return TypeKind::std_tuple;
  return is_librarys(type, name) ? TypeKind::opaque : TypeKind::aggregate;
}

Dwarf_Die DebugTypes::defined(Dwarf_Die type) {
  if (!is_class(dwarf_tag(&type)) || !has(type, DW_AT_declaration)) return type;
  const std::string name = modules_.unit_of(type).qualified_name(type);
  return modules_.index_of(module_).class_named(name).value_or(type);
}

std::vector<Dwarf_Die> children_of(Dwarf_Die die) {
  std::vector<Dwarf_Die> children;
  Dwarf_Die child;
  if (dwarf_child(&die, &child) != 0) return children;
  do {
    children.push_back(child);
  } while (dwarf_siblingof(&child, &child) == 0);
  return children;
}

std::string name_of(Dwarf_Die die) {
  const char* const name = dwarf_diename(&die);
  return name != nullptr ? name : "";
}

std::optional<std::size_t> size_of(Dwarf_Die type) {
  Dwarf_Word size = 0;
  if (dwarf_aggregate_size(&type, &size) != 0) return std::nullopt;
  return size;
}

std::optional<std::size_t> number(Dwarf_Die die, unsigned attribute) {
  Dwarf_Attribute value;
  Dwarf_Word result = 0;
  if (dwarf_formudata(dwarf_attr(&die, attribute, &value), &result) != 0) return std::nullopt;
  return result;
}

bool has(Dwarf_Die die, unsigned attribute) { return dwarf_hasattr(&die, attribute) != 0; }

}  // namespace tenter::symbol
