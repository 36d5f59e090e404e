#include "explore/runtime/library_watch.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "explore/memory/modules.h"

namespace tenter::explore {

void LibraryWatch::watch_out_for(const std::vector<std::string>& paths) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  libraries_.assign(std::min(paths.size(), kMost), {});
  for_each_module([&](const dl_phdr_info& module) {
    const auto found = std::find(paths.begin(), paths.end(), module.dlpi_name);
    const auto number = static_cast<std::size_t>(found - paths.begin());
    if (number >= libraries_.size()) return;
    for (int i = 0; i < module.dlpi_phnum; ++i) {
      const auto& segment = module.dlpi_phdr[i];
      if (segment.p_type != PT_LOAD || (segment.p_flags & PF_X) == 0) continue;
      const std::uintptr_t begin = module.dlpi_addr + segment.p_vaddr;
      libraries_[number].begin = begin / page * page;
      libraries_[number].end = (begin + segment.p_memsz + page - 1) / page * page;
    }
  });
}

void LibraryWatch::begin() {
  active_ = true;
  entered_ = 0;
}

void LibraryWatch::end() {
  active_ = false;
  for (Library& library : libraries_) protect(library, false);
}

void LibraryWatch::protect(Library& library, bool on) noexcept {
  if (library.protected_now == on || library.begin == library.end) return;
  const int access = on ? PROT_READ : PROT_READ | PROT_EXEC;
  if (::mprotect(reinterpret_cast<void*>(library.begin), library.end - library.begin, access) == 0) {
    library.protected_now = on;
  }
}

void LibraryWatch::arm() {
  for (Library& library : libraries_) protect(library, true);
}

Object LibraryWatch::let_enter(std::uintptr_t pc) noexcept {
  for (std::size_t i = 0; i < libraries_.size(); ++i) {
    Library& library = libraries_[i];
    if (!library.protected_now || pc < library.begin || library.end <= pc) continue;
    protect(library, false);
    entered_ |= std::uint64_t{1} << i;
    return library.object();
  }
  return {};
}

}  // namespace tenter::explore
