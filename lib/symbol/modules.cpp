#include "symbol/modules.h"

#include <unistd.h>

#include "symbol/demangle.h"

namespace tenter::symbol {
namespace {

// Debug information that is not in the module itself would have to be searched for, on some systems in the network.
int no_separate_debug_information(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*, GElf_Word,
                                  char**) {
  return -1;
}

constexpr Dwfl_Callbacks kCallbacks{dwfl_linux_proc_find_elf, no_separate_debug_information, nullptr, nullptr};

// By the module's address table where it has one; clang makes none unless asked to.
Dwarf_Die* unit_at(Dwfl_Module* module, Dwarf_Addr address, Dwarf_Addr& bias) {
  if (Dwarf_Die* const found = dwfl_module_addrdie(module, address, &bias)) return found;
  Dwarf_Die* unit = nullptr;
  while ((unit = dwfl_module_nextcu(module, unit, &bias)) != nullptr) {
    if (dwarf_haspc(unit, address - bias) == 1) return unit;
  }
  return nullptr;
}

}  // namespace

Modules::Modules() { look_again(); }

Modules::~Modules() { dwfl_end(dwfl_); }

void Modules::look_again() {
  indices_.clear();
  units_.clear();
  dwfl_end(dwfl_);
  dwfl_ = dwfl_begin(&kCallbacks);
  if (dwfl_ == nullptr) return;
  dwfl_report_begin(dwfl_);
  dwfl_linux_proc_report(dwfl_, ::getpid());
  dwfl_report_end(dwfl_, nullptr, nullptr);
}

Dwfl_Module* Modules::at(Dwarf_Addr address) {
  const auto known = [&] { return dwfl_ == nullptr ? nullptr : dwfl_addrmodule(dwfl_, address); };
  if (known() == nullptr) look_again();
  return known();
}

Modules::Place Modules::place_of(Dwfl_Module* module, Dwarf_Addr address) {
  Dwarf_Addr bias = 0;
  Dwarf_Die* const unit = module == nullptr ? nullptr : unit_at(module, address, bias);
  if (unit == nullptr) return {};
  return {&units_.try_emplace(unit->addr, *unit).first->second, address - bias};
}

DebugUnit& Modules::unit_of(Dwarf_Die die) {
  Dwarf_Die unit;
  dwarf_diecu(&die, &unit, nullptr, nullptr);
  return units_.try_emplace(unit.addr, unit).first->second;
}

ModuleIndex& Modules::index_of(Dwfl_Module* module) {
  return indices_.try_emplace(module, *this, module).first->second;
}

SymbolAt symbol_at(Dwfl_Module* module, Dwarf_Addr address) {
  GElf_Off offset = 0;
  GElf_Sym symbol;
  const char* const name = dwfl_module_addrinfo(module, address, &offset, &symbol, nullptr, nullptr, nullptr);
  return {demangled(name), static_cast<std::size_t>(offset)};
}

}  // namespace tenter::symbol
