#include "symbol/debug_unit.h"

#include <dwarf.h>
#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <utility>

#include "symbol/demangle.h"

namespace tenter::symbol {
namespace {

bool is_scope(int tag) {
  return tag == DW_TAG_namespace || tag == DW_TAG_class_type || tag == DW_TAG_structure_type ||
         tag == DW_TAG_union_type || tag == DW_TAG_subprogram;
}

// Whether classes and functions may be declared inside. An instance of a function refers to its abstract one for
// them, and of what else there is most is inside of instances: calls that were inlined, arguments, call sites.
bool may_declare(Dwarf_Die& die, int tag) {
  if (tag == DW_TAG_subprogram) return dwarf_hasattr(&die, DW_AT_abstract_origin) == 0;
  return is_scope(tag) || tag == DW_TAG_lexical_block;
}

// The declaration that an inlined or out-of-line function is an instance of: it lies in the function's own scope.
Dwarf_Die declaration_of(Dwarf_Die die) {
  Dwarf_Attribute attribute;
  for (const unsigned origin : {DW_AT_abstract_origin, DW_AT_specification}) {
    Dwarf_Die declaration;
    if (dwarf_formref_die(dwarf_attr(&die, origin, &attribute), &declaration) != nullptr) die = declaration;
  }
  return die;
}

// Adds the inlined calls around an address inside `parent`, the innermost first.
void add_inlined(Dwarf_Die& parent, Dwarf_Addr address, std::vector<Dwarf_Die>& inlined) {
  Dwarf_Die child;
  if (dwarf_child(&parent, &child) != 0) return;
  do {
    const int tag = dwarf_tag(&child);
    if (tag != DW_TAG_inlined_subroutine && tag != DW_TAG_lexical_block) continue;
    if (dwarf_haspc(&child, address) != 1) continue;
    add_inlined(child, address, inlined);
    if (tag == DW_TAG_inlined_subroutine) inlined.push_back(child);
    return;
  } while (dwarf_siblingof(&child, &child) == 0);
}

}  // namespace

DebugUnit::DebugUnit(Dwarf_Die unit) : unit_(unit) {
  index_children(unit_, 0);
  std::sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
}

std::vector<Frame> DebugUnit::frames(Dwarf_Addr address) {
  Dwarf_Die* const function = function_at(address);
  if (function == nullptr) return {};
  std::vector<Frame> result;
  std::vector<Dwarf_Die> inlined;
  add_inlined(*function, address, inlined);
  Frame place = line_at(address);
  for (Dwarf_Die& call : inlined) {
    place.function = name_of(call);
    result.push_back(std::exchange(place, Frame()));
    set_call_site(call, place);
  }
  place.function = name_of(*function);
  result.push_back(std::move(place));
  return result;
}

std::optional<Dwarf_Die> DebugUnit::class_of_function(Dwarf_Addr address) {
  Dwarf_Die* const function = function_at(address);
  if (function == nullptr) return std::nullopt;
  Dwarf_Die declaration = declaration_of(*function);
  const auto in = scopes_.find(dwarf_dieoffset(&declaration));
  if (in == scopes_.end() || in->second == 0) return std::nullopt;
  Dwarf_Die scope;
  if (dwarf_offdie(dwarf_cu_getdwarf(unit_.cu), in->second, &scope) == nullptr) return std::nullopt;
  return scope;
}

void DebugUnit::index_children(Dwarf_Die& parent, Dwarf_Off scope) {
  Dwarf_Die child;
  if (dwarf_child(&parent, &child) != 0) return;
  do {
    const int tag = dwarf_tag(&child);
    Dwarf_Off inner = scope;
    if (is_scope(tag)) {
      inner = dwarf_dieoffset(&child);
      scopes_[inner] = scope;
    }
    if (tag == DW_TAG_subprogram) index_ranges(child);
    if (may_declare(child, tag)) index_children(child, inner);
  } while (dwarf_siblingof(&child, &child) == 0);
}

void DebugUnit::index_ranges(Dwarf_Die& function) {
  Dwarf_Addr base = 0, begin = 0, end = 0;
  std::ptrdiff_t next = 0;
  while ((next = dwarf_ranges(&function, next, &base, &begin, &end)) > 0) ranges_.push_back({begin, end, function});
}

Dwarf_Die* DebugUnit::function_at(Dwarf_Addr address) {
  auto after = std::upper_bound(ranges_.begin(), ranges_.end(), address,
                                [](Dwarf_Addr wanted, const Range& range) { return wanted < range.begin; });
  if (after == ranges_.begin()) return nullptr;
  Range& candidate = *std::prev(after);
  return address < candidate.end ? &candidate.function : nullptr;
}

Frame DebugUnit::line_at(Dwarf_Addr address) {
  Frame frame;
  Dwarf_Line* const found = dwarf_getsrc_die(&unit_, address);
  if (found == nullptr) return frame;
  frame.file = file_name(dwarf_linesrc(found, nullptr, nullptr));
  int line = 0;
  if (dwarf_lineno(found, &line) == 0) frame.line = static_cast<std::uint32_t>(line);
  return frame;
}

// Where an inlined function was called.
void DebugUnit::set_call_site(Dwarf_Die& inlined, Frame& caller) {
  Dwarf_Attribute attribute;
  Dwarf_Word file = 0, line = 0;
  Dwarf_Files* files = nullptr;
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_file, &attribute), &file) == 0 &&
      dwarf_getsrcfiles(&unit_, &files, nullptr) == 0) {
    caller.file = file_name(dwarf_filesrc(files, file, nullptr, nullptr));
  }
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_line, &attribute), &line) == 0) {
    caller.line = static_cast<std::uint32_t>(line);
  }
}

std::string DebugUnit::file_name(const char* file) {
  if (file == nullptr) return {};
  std::filesystem::path path(file);
  Dwarf_Attribute attribute;
  if (path.is_relative() && dwarf_attr(&unit_, DW_AT_comp_dir, &attribute) != nullptr) {
    if (const char* directory = dwarf_formstring(&attribute)) path = directory / path;
  }
  return path.lexically_normal().string();
}

std::string DebugUnit::name_of(Dwarf_Die function) {
  Dwarf_Attribute attribute;
  for (const unsigned name : {DW_AT_linkage_name, DW_AT_MIPS_linkage_name}) {
    if (dwarf_attr_integrate(&function, name, &attribute) != nullptr) return demangled(dwarf_formstring(&attribute));
  }
  return qualified_name(declaration_of(function));
}

// Functions without a linkage name are those of anonymous namespaces and of local classes, lambdas among them.
std::string DebugUnit::qualified_name(Dwarf_Die declaration) {
  const char* const own = dwarf_diename(&declaration);
  std::string result = own != nullptr ? own : "{lambda}";
  Dwarf* const debug_info = dwarf_cu_getdwarf(unit_.cu);
  for (auto in = scopes_.find(dwarf_dieoffset(&declaration)); in != scopes_.end() && in->second != 0;
       in = scopes_.find(in->second)) {
    Dwarf_Die scope;
    if (dwarf_offdie(debug_info, in->second, &scope) == nullptr) break;
    if (dwarf_tag(&scope) == DW_TAG_subprogram) return name_of(scope) + "::" + result;
    const char* name = dwarf_diename(&scope);
    if (name == nullptr) name = dwarf_tag(&scope) == DW_TAG_namespace ? "(anonymous namespace)" : "{lambda}";
    result = fmt::format("{}::{}", name, result);
  }
  return result;
}

}  // namespace tenter::symbol
