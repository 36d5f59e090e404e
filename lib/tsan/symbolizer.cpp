#include "tsan/symbolizer.h"

#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace tenter::tsan {
namespace {

struct Free {
  void operator()(void* pointer) const { std::free(pointer); }
};

std::string demangled(const char* name) {
  if (name == nullptr) return {};
  int status = 0;
  const std::unique_ptr<char, Free> text(abi::__cxa_demangle(name, nullptr, nullptr, &status));
  return text ? text.get() : name;
}

// The runtime's interceptors under the name of what they intercept.
std::string without_interceptor(std::string name) {
  for (const std::string_view prefix : {"___interceptor_", "__interceptor_"}) {
    if (name.starts_with(prefix)) return name.substr(prefix.size());
  }
  return name;
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

bool names_a_scope(Dwarf_Die& die) {
  switch (dwarf_tag(&die)) {
    case DW_TAG_namespace:
    case DW_TAG_class_type:
    case DW_TAG_structure_type:
    case DW_TAG_union_type:
    case DW_TAG_subprogram:
      return true;
    default:
      return false;
  }
}

std::string function_name(Dwarf_Die& die);

// For functions without a linkage name: those of anonymous namespaces and of local classes, lambdas among them.
std::string qualified_name(Dwarf_Die& die) {
  Dwarf_Die declaration = declaration_of(die);
  Dwarf_Die* raw = nullptr;
  const int count = dwarf_getscopes_die(&declaration, &raw);
  const std::unique_ptr<Dwarf_Die, Free> scopes(raw);
  std::string result;
  for (int i = 0; i < count; ++i) {
    Dwarf_Die& scope = scopes.get()[i];
    if (!names_a_scope(scope)) continue;
    if (!result.empty() && dwarf_tag(&scope) == DW_TAG_subprogram) return function_name(scope) + "::" + result;
    const char* name = dwarf_diename(&scope);
    if (name == nullptr) name = dwarf_tag(&scope) == DW_TAG_namespace ? "(anonymous namespace)" : "{lambda}";
    result = result.empty() ? name : fmt::format("{}::{}", name, result);
  }
  return result;
}

std::string function_name(Dwarf_Die& die) {
  Dwarf_Attribute attribute;
  for (const unsigned name : {DW_AT_linkage_name, DW_AT_MIPS_linkage_name}) {
    if (dwarf_attr_integrate(&die, name, &attribute) != nullptr) return demangled(dwarf_formstring(&attribute));
  }
  return qualified_name(die);
}

std::string absolute(Dwarf_Die& unit, const char* file) {
  if (file == nullptr) return {};
  std::filesystem::path path(file);
  Dwarf_Attribute attribute;
  if (path.is_relative() && dwarf_attr(&unit, DW_AT_comp_dir, &attribute) != nullptr) {
    if (const char* directory = dwarf_formstring(&attribute)) path = directory / path;
  }
  return path.lexically_normal().string();
}

bool is_function(Dwarf_Die& die) {
  const int tag = dwarf_tag(&die);
  return tag == DW_TAG_inlined_subroutine || tag == DW_TAG_subprogram;
}

// The functions around an address: the innermost inlined one first, the one that has the code last.
std::vector<Dwarf_Die> functions_at(Dwarf_Die& unit, Dwarf_Addr address) {
  Dwarf_Die* raw = nullptr;
  if (dwarf_getscopes(&unit, address, &raw) <= 0) return {};
  std::unique_ptr<Dwarf_Die, Free> scopes(raw);
  Dwarf_Die innermost = scopes.get()[0];
  raw = nullptr;
  const int count = dwarf_getscopes_die(&innermost, &raw);
  scopes.reset(raw);
  std::vector<Dwarf_Die> result;
  for (int i = 0; i < count; ++i) {
    if (is_function(scopes.get()[i])) result.push_back(scopes.get()[i]);
  }
  return result;
}

// Where an inlined function was called.
void set_call_site(Dwarf_Die& unit, Dwarf_Die& inlined, Frame& caller) {
  Dwarf_Attribute attribute;
  Dwarf_Word file = 0, line = 0;
  Dwarf_Files* files = nullptr;
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_file, &attribute), &file) == 0 &&
      dwarf_getsrcfiles(&unit, &files, nullptr) == 0) {
    caller.file = absolute(unit, dwarf_filesrc(files, file, nullptr, nullptr));
  }
  if (dwarf_formudata(dwarf_attr(&inlined, DW_AT_call_line, &attribute), &line) == 0) {
    caller.line = static_cast<std::uint32_t>(line);
  }
}

Frame line_of(Dwarf_Die& unit, Dwarf_Addr address) {
  Frame frame;
  Dwarf_Line* const found = dwarf_getsrc_die(&unit, address);
  if (found == nullptr) return frame;
  frame.file = absolute(unit, dwarf_linesrc(found, nullptr, nullptr));
  int line = 0;
  if (dwarf_lineno(found, &line) == 0) frame.line = static_cast<std::uint32_t>(line);
  return frame;
}

// Debug information that is not in the module itself would have to be searched for, on some systems in the network.
int no_separate_debug_information(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*, GElf_Word,
                                  char**) {
  return -1;
}

}  // namespace

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

 private:
  static constexpr Dwfl_Callbacks kCallbacks{dwfl_linux_proc_find_elf, no_separate_debug_information, nullptr,
                                             nullptr};
  Dwfl* dwfl_;
};

namespace {

std::string module_name(Dwfl_Module* module) {
  const char* name = module == nullptr
                         ? nullptr
                         : dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  return name != nullptr ? name : "";
}

std::string symbol_name(Dwfl_Module* module, Dwarf_Addr address) {
  GElf_Off offset = 0;
  GElf_Sym symbol;
  const char* name = dwfl_module_addrinfo(module, address, &offset, &symbol, nullptr, nullptr, nullptr);
  return without_interceptor(demangled(name));
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
  if (module == nullptr) return nullptr;
  if (Dwarf_Die* const found = dwfl_module_addrdie(module, address, &bias)) return found;
  Dwarf_Die* unit = nullptr;
  while ((unit = dwfl_module_nextcu(module, unit, &bias)) != nullptr) {
    if (dwarf_haspc(unit, address - bias) == 1) return unit;
  }
  return nullptr;
}

std::vector<Frame> code_at(Dwfl_Module* module, Dwarf_Addr address) {
  Dwarf_Addr bias = 0;
  Dwarf_Die* const unit = unit_at(module, address, bias);
  if (unit == nullptr) return {symbol_frame(module, address)};
  std::vector<Dwarf_Die> functions = functions_at(*unit, address - bias);
  if (functions.empty()) return {symbol_frame(module, address)};
  std::vector<Frame> result;
  Frame place = line_of(*unit, address - bias);
  for (Dwarf_Die& function : functions) {
    place.function = without_interceptor(function_name(function));
    result.push_back(place);
    place = {};
    set_call_site(*unit, function, place);
    if (dwarf_tag(&function) == DW_TAG_subprogram) break;
  }
  return result;
}

}  // namespace

Symbolizer::Symbolizer() = default;
Symbolizer::~Symbolizer() = default;

std::vector<LocatedFrame> Symbolizer::frames(const RawStack& stack) {
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
  if (!modules_ || modules_->at(call) == nullptr) modules_ = std::make_unique<Modules>();
  Dwfl_Module* const module = modules_->at(call);
  std::vector<LocatedFrame> located;
  for (Frame& frame : code_at(module, call)) located.push_back({std::move(frame), module_name(module)});
  return known_[call] = std::move(located);
}

std::string Symbolizer::variable(const void* address) {
  const auto place = reinterpret_cast<Dwarf_Addr>(address);
  if (!modules_ || modules_->at(place) == nullptr) modules_ = std::make_unique<Modules>();
  Dwfl_Module* const module = modules_->at(place);
  return module == nullptr ? std::string() : symbol_name(module, place);
}

}  // namespace tenter::tsan
