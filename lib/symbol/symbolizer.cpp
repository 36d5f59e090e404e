#include "symbol/symbolizer.h"

#include <elfutils/libdwfl.h>
#include <fmt/core.h>

#include <filesystem>
#include <utility>

#include "symbol/debug_unit.h"
#include "symbol/demangle.h"
#include "symbol/modules.h"

namespace tenter::symbol {
namespace {

std::string module_name(Dwfl_Module* module) {
  const char* name = module == nullptr
                         ? nullptr
                         : dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  return name != nullptr ? name : "";
}

// A name for code without debug information.
Frame symbol_frame(Dwfl_Module* module, Dwarf_Addr address) {
  Frame frame;
  if (module != nullptr) frame.function = symbol_at(module, address).name;
  if (!frame.function.empty()) return frame;
  Dwarf_Addr start = 0;
  if (module != nullptr) dwfl_module_info(module, nullptr, &start, nullptr, nullptr, nullptr, nullptr, nullptr);
  const std::string file = std::filesystem::path(module_name(module)).filename().string();
  frame.function = fmt::format("{}+{:#x}", file.empty() ? "unknown" : file, address - start);
  return frame;
}

std::vector<Frame> frames_of(Modules& modules, Dwfl_Module* module, Dwarf_Addr address) {
  const Modules::Place place = modules.place_of(module, address);
  std::vector<Frame> result;
  if (place.unit != nullptr) result = place.unit->frames(place.address);
  if (result.empty()) result.push_back(symbol_frame(module, address));
  return result;
}

}  // namespace

Symbolizer::Symbolizer() : modules_(std::make_unique<Modules>()) {}
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
  Dwfl_Module* const module = modules_->at(call);
  std::vector<LocatedFrame> located;
  for (Frame& frame : frames_of(*modules_, module, call)) located.push_back({std::move(frame), module_name(module)});
  return known_[call] = std::move(located);
}

std::string Symbolizer::variable(const void* address) {
  const auto place = reinterpret_cast<std::uintptr_t>(address);
  Dwfl_Module* const module = modules_->at(place);
  return module == nullptr ? std::string() : symbol_at(module, place).name;
}

}  // namespace tenter::symbol
