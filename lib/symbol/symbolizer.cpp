#include "symbol/symbolizer.h"

#include <elfutils/libdwfl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "symbol/debug_unit.h"
#include "symbol/demangle.h"

namespace tenter::symbol {
namespace {

// Debug information that is not in the module itself would have to be searched for, on some systems in the network.
int no_separate_debug_information(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*, GElf_Word,
                                  char**) {
  return -1;
}

std::string module_name(Dwfl_Module* module) {
  const char* name = module == nullptr
                         ? nullptr
                         : dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  return name != nullptr ? name : "";
}

std::string symbol_name(Dwfl_Module* module, Dwarf_Addr address) {
  GElf_Off offset = 0;
  GElf_Sym symbol;
  return demangled(dwfl_module_addrinfo(module, address, &offset, &symbol, nullptr, nullptr, nullptr));
}

// A name for code without debug information.
Frame symbol_frame(Dwfl_Module* module, Dwarf_Addr address) {
  Frame frame;
  if (module != nullptr) frame.function = symbol_name(module, address);
  if (!frame.function.empty()) return frame;
  Dwarf_Addr start = 0;
  if (module != nullptr) dwfl_module_info(module, nullptr, &start, nullptr, nullptr, nullptr, nullptr, nullptr);
  const std::string file = std::filesystem::path(module_name(module)).filename().string();
  frame.function = fmt::format("{}+{:#x}", file.empty() ? "unknown" : file, address - start);
  return frame;
}

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

// What was mapped into the process when this was made, with the units of it that were needed.
class Symbolizer::Modules {
 public:
  Modules() : dwfl_(dwfl_begin(&kCallbacks)) {
    if (dwfl_ == nullptr) return;
    dwfl_report_begin(dwfl_);
    dwfl_linux_proc_report(dwfl_, ::getpid());
    dwfl_report_end(dwfl_, nullptr, nullptr);
  }
  ~Modules() { dwfl_end(dwfl_); }
  Modules(const Modules&) = delete;
  Modules& operator=(const Modules&) = delete;

  Dwfl_Module* at(Dwarf_Addr address) { return dwfl_ == nullptr ? nullptr : dwfl_addrmodule(dwfl_, address); }

  std::vector<Frame> frames(Dwfl_Module* module, Dwarf_Addr address) {
    Dwarf_Addr bias = 0;
    Dwarf_Die* const unit = module == nullptr ? nullptr : unit_at(module, address, bias);
    std::vector<Frame> result;
    if (unit != nullptr) result = units_.try_emplace(unit->addr, *unit).first->second.frames(address - bias);
    if (result.empty()) result.push_back(symbol_frame(module, address));
    return result;
  }

 private:
  static constexpr Dwfl_Callbacks kCallbacks{dwfl_linux_proc_find_elf, no_separate_debug_information, nullptr,
                                             nullptr};
  Dwfl* dwfl_;
  std::unordered_map<const void*, DebugUnit> units_;  // by where libdw has them
};

Symbolizer::Symbolizer() = default;
Symbolizer::~Symbolizer() = default;

std::vector<LocatedFrame> Symbolizer::frames(std::span<const void* const> stack) {
  std::vector<LocatedFrame> result;
  for (const void* return_address : stack) {
    if (return_address == nullptr) break;
    const std::vector<LocatedFrame>& inlined = frames_at(reinterpret_cast<std::uintptr_t>(return_address) - 1);
    result.insert(result.end(), inlined.begin(), inlined.end());
  }
  return result;
}

const std::vector<LocatedFrame>& Symbolizer::frames_at(std::uintptr_t call) {
  if (const auto known = known_.find(call); known != known_.end()) return known->second;
  Dwfl_Module* const module = module_at(call);
  std::vector<LocatedFrame> located;
  for (Frame& frame : modules_->frames(module, call)) located.push_back({std::move(frame), module_name(module)});
  return known_[call] = std::move(located);
}

std::string Symbolizer::variable(const void* address) {
  const auto place = reinterpret_cast<std::uintptr_t>(address);
  Dwfl_Module* const module = module_at(place);
  return module == nullptr ? std::string() : symbol_name(module, place);
}

Dwfl_Module* Symbolizer::module_at(std::uintptr_t address) {
  if (!modules_ || modules_->at(address) == nullptr) modules_ = std::make_unique<Modules>();
  return modules_->at(address);
}

}  // namespace tenter::symbol
