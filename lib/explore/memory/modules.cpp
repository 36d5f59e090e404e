#include "explore/memory/modules.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tenter::explore {
namespace {

std::vector<std::string> loaded_now() {
  std::vector<std::string> paths;
  for_each_module([&](const dl_phdr_info& module) { paths.emplace_back(module.dlpi_name); });
  return paths;
}

// Before main(), so before any plugin.
const std::vector<std::string> from_the_start = loaded_now();

bool is_a_c_runtime(std::string_view path) {
  constexpr std::array<std::string_view, 9> kNames = {"libc.so.",     "libm.so.",      "libstdc++.so.",
                                                      "libgcc_s.so.", "libatomic.so.", "libpthread.so.",
                                                      "librt.so.",    "libdl.so.",     "ld-linux"};
  const std::string_view file = path.substr(path.rfind('/') + 1);
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) { return file.starts_with(name); });
}

// Of the C and C++ runtimes' segments, those that may be accessed in this way.
std::vector<std::span<const std::byte>> segments_of_c_runtimes(ElfW(Word) access) {
  std::vector<std::span<const std::byte>> result;
  for_each_module([&](const dl_phdr_info& module) {
    if (!is_a_c_runtime(module.dlpi_name)) return;
    for (int i = 0; i < module.dlpi_phnum; ++i) {
      const auto& segment = module.dlpi_phdr[i];
      if (segment.p_type != PT_LOAD || (segment.p_flags & access) == 0) continue;
      result.emplace_back(reinterpret_cast<const std::byte*>(module.dlpi_addr + segment.p_vaddr), segment.p_memsz);
    }
  });
  return result;
}

bool any_contains(const std::vector<std::span<const std::byte>>& segments, const void* pointer) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  return std::any_of(segments.begin(), segments.end(), [&](std::span<const std::byte> segment) {
    return address - reinterpret_cast<std::uintptr_t>(segment.data()) < segment.size();
  });
}

CodeRange code_of_loader() {
  CodeRange code;
  for_each_module([&](const dl_phdr_info& module) {
    if (std::string_view(module.dlpi_name).find("/ld-linux") == std::string_view::npos) return;
    for (int i = 0; i < module.dlpi_phnum; ++i) {
      const auto& segment = module.dlpi_phdr[i];
      if (segment.p_type == PT_LOAD && (segment.p_flags & PF_X) != 0) {
        code = {module.dlpi_addr + segment.p_vaddr, segment.p_memsz};
      }
    }
  });
  return code;
}

}  // namespace

const CodeRange loader_code = code_of_loader();

bool is_the_programs(std::string_view path) {
  return std::find(from_the_start.begin(), from_the_start.end(), path) == from_the_start.end() &&
         !is_a_c_runtime(path);
}

const std::vector<std::span<const std::byte>>& variables_of_c_runtimes() {
  static const std::vector<std::span<const std::byte>> all = segments_of_c_runtimes(PF_W);
  return all;
}

bool is_a_c_runtimes(const void* variable) { return any_contains(variables_of_c_runtimes(), variable); }

bool is_code_of_c_runtimes(const void* pc) {
  static const std::vector<std::span<const std::byte>> all = segments_of_c_runtimes(PF_X);
  return any_contains(all, pc);
}

LoaderState loader_state() {
  LoaderState state;
  ::dl_iterate_phdr(
      [](dl_phdr_info* module, std::size_t, void* result) {
        *static_cast<LoaderState*>(result) = {module->dlpi_adds, module->dlpi_subs};
        return 1;
      },
      &state);
  return state;
}

}  // namespace tenter::explore
