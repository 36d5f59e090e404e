// The debug information of one compilation unit, indexed once: libdw's own searches walk the whole unit each time,
// which takes a tenth of a second where every lock in libdw passes through ThreadSanitizer.
#pragma once

#include <elfutils/libdw.h>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/evidence.h"

namespace tenter::symbol {

// Not thread safe. REQUIRES: what `unit` came from stays open.
class DebugUnit {
 public:
  explicit DebugUnit(Dwarf_Die unit);

  // The frames of the code at an address: the innermost inlined call first, the function that has the code last.
  // Empty when no function of this unit covers it.
  std::vector<Frame> frames(Dwarf_Addr address);

  // The class that the function at an address is a member of.
  std::optional<Dwarf_Die> class_of_function(Dwarf_Addr address);

  // The name of a function or type of this unit, with all that it lies in.
  std::string qualified_name(Dwarf_Die declaration);

 private:
  struct Range {
    Dwarf_Addr begin, end;
    Dwarf_Die function;
  };

  void index_children(Dwarf_Die& parent, Dwarf_Off scope);
  void index_ranges(Dwarf_Die& function);
  Dwarf_Die* function_at(Dwarf_Addr address);
  Frame line_at(Dwarf_Addr address);
  void set_call_site(Dwarf_Die& inlined, Frame& caller);
  std::string file_name(const char* file);
  std::string name_of(Dwarf_Die function);

  Dwarf_Die unit_;
  std::vector<Range> ranges_;  // by begin
  std::unordered_map<Dwarf_Off, Dwarf_Off>
      scopes_;  // of namespaces, classes and functions: what they are in; 0: nothing
};

}  // namespace tenter::symbol
