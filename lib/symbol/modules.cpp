#include "symbol/modules.h"

#include <link.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

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

// Absolute, as libdwfl takes it; empty for what has no file, as the kernel's own shared object.
std::string file_of(const dl_phdr_info& info) {
  const std::string_view name = info.dlpi_name;
  std::error_code error;
  const std::filesystem::path file = std::filesystem::canonical(name.empty() ? "/proc/self/exe" : name, error);
  return error ? std::string() : file.string();
}

// From its first byte to the last of its variables, those beyond the file's end among them.
std::pair<Dwarf_Addr, Dwarf_Addr> extent_of(const dl_phdr_info& info) {
  Dwarf_Addr begin = std::numeric_limits<Dwarf_Addr>::max(), end = 0;
  for (const ElfW(Phdr) & header : std::span(info.dlpi_phdr, info.dlpi_phnum)) {
    if (header.p_type != PT_LOAD) continue;
    begin = std::min<Dwarf_Addr>(begin, header.p_vaddr & -header.p_align);
    end = std::max<Dwarf_Addr>(end, header.p_vaddr + header.p_memsz);
  }
  return {info.dlpi_addr + begin, info.dlpi_addr + end};
}

// Of shared objects, by this process so far.
unsigned long long loads_and_unloads() {
  unsigned long long result = 0;
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* sum) {
        *static_cast<unsigned long long*>(sum) = info->dlpi_adds + info->dlpi_subs;
        return 1;
      },
      &result);
  return result;
}

}  // namespace

Modules::Modules() { look_again(); }

Modules::~Modules() { dwfl_end(dwfl_); }

// By what the dynamic linker has, as the kernel's map of this process has other mappings of the same files, libelf's
// among them, and nothing of the variables beyond a file's end.
void Modules::look_again() {
  indices_.clear();
  units_.clear();
  mapped_.clear();
  listed_at_ = loads_and_unloads();
  dwfl_end(dwfl_);
  dwfl_ = dwfl_begin(&kCallbacks);
  if (dwfl_ == nullptr) return;
  dwfl_report_begin(dwfl_);
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* modules) {
        static_cast<Modules*>(modules)->add(*info);
        return 0;
      },
      this);
  dwfl_report_end(dwfl_, nullptr, nullptr);
}

void Modules::add(const dl_phdr_info& info) {
  const std::string file = file_of(info);
  const auto [begin, end] = extent_of(info);
  if (file.empty() || begin >= end) return;
  if (Dwfl_Module* const module = dwfl_report_module(dwfl_, file.c_str(), begin, end)) {
    mapped_.push_back({begin, end, module});
  }
}

// Not by libdwfl, which takes an address between two modules for one of the first's when that begins where another
// ends.
Dwfl_Module* Modules::mapped_at(Dwarf_Addr address) const {
  const auto found =
      std::ranges::find_if(mapped_, [&](const Mapped& each) { return each.begin <= address && address < each.end; });
  return found == mapped_.end() ? nullptr : found->module;
}

Dwfl_Module* Modules::at(Dwarf_Addr address) {
  if (loads_and_unloads() != listed_at_) look_again();
  return mapped_at(address);
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
