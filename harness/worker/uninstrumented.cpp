#include "worker/uninstrumented.h"

#include <elf.h>
#include <link.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <string_view>

namespace tenter::worker {
namespace {

using Visit = std::function<void(const dl_phdr_info&)>;

void for_each_object(Visit visit) {
  ::dl_iterate_phdr(
      [](dl_phdr_info* object, std::size_t, void* argument) {
        (*static_cast<Visit*>(argument))(*object);
        return 0;
      },
      &visit);
}

const ElfW(Dyn) * dynamic_section_of(const dl_phdr_info& object) {
  for (std::size_t i = 0; i < object.dlpi_phnum; ++i) {
    const auto& header = object.dlpi_phdr[i];
    if (header.p_type == PT_DYNAMIC) return reinterpret_cast<const ElfW(Dyn)*>(object.dlpi_addr + header.p_vaddr);
  }
  return nullptr;
}

// The names of all symbols that it imports and exports.
std::string_view symbol_names_of(const dl_phdr_info& object) {
  const char* names = nullptr;
  std::size_t size = 0;
  for (const ElfW(Dyn)* entry = dynamic_section_of(object); entry != nullptr && entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag == DT_STRTAB) names = reinterpret_cast<const char*>(entry->d_un.d_ptr);
    if (entry->d_tag == DT_STRSZ) size = entry->d_un.d_val;
  }
  return names == nullptr ? std::string_view() : std::string_view(names, size);
}

bool is_instrumented(const dl_phdr_info& object) {
  return symbol_names_of(object).find("__tsan_") != std::string_view::npos;
}

// The C library's own, that it loads as it is configured: conversions of text, sources of names.
bool is_a_module_of_the_c_library(const std::filesystem::path& path) {
  return path.parent_path().filename() == "gconv" || path.filename().string().starts_with("libnss_");
}

bool is_of_the_toolchain(const std::filesystem::path& path) {
  if (is_a_module_of_the_c_library(path)) return true;
  const std::string name = path.filename().string();
  constexpr std::string_view kTheirs[] = {"ld-linux", "linux-vdso", "libc.so",    "libm.so",    "libgcc_s.so",
                                          "libdl.so", "librt.so",   "libstdc++",  "libc++",     "libatomic.so",
                                          "libtsan",  "libpthread", "linux-gate", "libclang_rt"};
  return std::any_of(std::begin(kTheirs), std::end(kTheirs),
                     [&](std::string_view theirs) { return name.starts_with(theirs); });
}

}  // namespace

std::set<std::string> loaded_objects() {
  std::set<std::string> paths;
  for_each_object([&](const dl_phdr_info& object) { paths.insert(object.dlpi_name); });
  return paths;
}

std::vector<std::string> uninstrumented_since(const std::set<std::string>& before, const std::string& plugin) {
  std::vector<std::string> paths;
  for_each_object([&](const dl_phdr_info& object) {
    const std::string path = object.dlpi_name;
    if (before.contains(path) || path == plugin || is_of_the_toolchain(path) || is_instrumented(object)) return;
    paths.push_back(path);
  });
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace tenter::worker
