#include "explore/memory/world.h"

#include <unistd.h>

#include <numeric>

namespace tenter::explore {
namespace {

struct Range {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
};

// What the loader has made read-only after relocation: whole pages.
Range read_only_part(const dl_phdr_info& module) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  for (int i = 0; i < module.dlpi_phnum; ++i) {
    const auto& segment = module.dlpi_phdr[i];
    if (segment.p_type != PT_GNU_RELRO) continue;
    const std::uintptr_t begin = module.dlpi_addr + segment.p_vaddr;
    return {begin / page * page, (begin + segment.p_memsz) / page * page};
  }
  return {};
}

}  // namespace

void World::remember() {
  variables_.clear();
  for_each_module([this](const dl_phdr_info& module) {
    if (is_the_programs(module.dlpi_name)) add(module);
  });
}

void World::add(const dl_phdr_info& module) {
  const Range read_only = read_only_part(module);
  const auto remember = [this](std::uintptr_t begin, std::uintptr_t end) {
    if (begin < end) variables_.emplace_back(std::span(reinterpret_cast<std::byte*>(begin), end - begin));
  };
  for (int i = 0; i < module.dlpi_phnum; ++i) {
    const auto& segment = module.dlpi_phdr[i];
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) == 0) continue;
    const std::uintptr_t begin = module.dlpi_addr + segment.p_vaddr;
    const std::uintptr_t end = begin + segment.p_memsz;
    if (end <= read_only.begin || read_only.end <= begin) {
      remember(begin, end);
    } else {
      remember(begin, read_only.begin);
      remember(read_only.end, end);
    }
  }
}

void World::reset() const {
  for (const Snapshot& snapshot : variables_) snapshot.restore();
}

std::vector<std::span<const std::byte>> World::variables() const {
  std::vector<std::span<const std::byte>> result;
  for (const Snapshot& snapshot : variables_) result.emplace_back(snapshot.memory());
  return result;
}

std::size_t World::size() const {
  return std::accumulate(variables_.begin(), variables_.end(), std::size_t{0},
                         [](std::size_t sum, const Snapshot& snapshot) { return sum + snapshot.memory().size(); });
}

}  // namespace tenter::explore
