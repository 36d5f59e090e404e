// The executable and the shared objects of this process, with the debug information of what was asked for.
#pragma once

#include <elfutils/libdwfl.h>
#include <link.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "symbol/debug_unit.h"
#include "symbol/module_index.h"

namespace tenter::symbol {

// Not thread safe. What it gives is valid until the next call of at().
class Modules {
 public:
  Modules();
  ~Modules();
  Modules(const Modules&) = delete;
  Modules& operator=(const Modules&) = delete;

  // The module that is mapped at an address, those loaded by now among them; null when there is none.
  Dwfl_Module* at(Dwarf_Addr address);

  // The unit that the code at an address is from, and the address as it has it. No unit for null.
  struct Place {
    DebugUnit* unit = nullptr;
    Dwarf_Addr address = 0;
  };
  Place place_of(Dwfl_Module* module, Dwarf_Addr address);

  DebugUnit& unit_of(Dwarf_Die die);
  ModuleIndex& index_of(Dwfl_Module* module);

 private:
  struct Mapped {
    Dwarf_Addr begin, end;
    Dwfl_Module* module;
  };

  void look_again();
  void add(const dl_phdr_info& info);
  Dwfl_Module* mapped_at(Dwarf_Addr address) const;

  Dwfl* dwfl_ = nullptr;
  std::vector<Mapped> mapped_;
  unsigned long long listed_at_ = 0;                  // loads and unloads of this process until then
  std::unordered_map<const void*, DebugUnit> units_;  // by where libdw has them
  std::unordered_map<Dwfl_Module*, ModuleIndex> indices_;
};

// The symbol that covers an address; an empty name when there is none.
struct SymbolAt {
  std::string name;  // demangled
  std::size_t offset = 0;
};
SymbolAt symbol_at(Dwfl_Module* module, Dwarf_Addr address);

}  // namespace tenter::symbol
