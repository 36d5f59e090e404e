#include "explore/search/unreset_memory.h"

#include <dlfcn.h>
#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>

#include "explore/memory/modules.h"

namespace tenter::explore {
namespace {

constexpr std::size_t kLargest = std::size_t{1} << 24U;
constexpr std::size_t kMostNames = 3;

std::string file_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// A line of /proc/self/maps.
struct Range {
  std::uintptr_t begin = 0, end = 0;
  bool writable = false, shared = false;
  std::string path;

  std::span<const std::byte> memory() const { return {reinterpret_cast<const std::byte*>(begin), end - begin}; }
  bool contains(const void* address) const {
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    return begin <= at && at < end;
  }
};

Range range_in(const std::string& line) {
  Range range;
  char dash = 0;
  std::string access, offset, device, inode;
  std::istringstream in(line);
  in >> std::hex >> range.begin >> dash >> range.end >> access >> offset >> device >> inode >> std::ws;
  std::getline(in, range.path);
  range.writable = access.size() == 4 && access[0] == 'r' && access[1] == 'w';
  range.shared = access.size() == 4 && access[3] == 's';
  return range;
}

std::vector<Range> all_ranges() {
  std::vector<Range> ranges;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) ranges.push_back(range_in(line));
  return ranges;
}

bool is_of_interest(const Range& range, const void* ours) {
  if (!range.writable || range.end - range.begin > kLargest || range.contains(ours)) return false;
  return range.shared || is_a_c_runtimes(range.memory().data());
}

// Empty where there is none: of the host's doings in the C library nobody wants to hear.
std::string name_of(const std::byte* address, const std::string& path) {
  Dl_info info{};
  if (path.starts_with("/dev/zero")) return "memory that is shared between processes";
  if (::dladdr(address, &info) == 0) return path.empty() ? std::string() : "memory of " + path;
  // Its heap has grown.
  if (info.dli_sname == nullptr || std::strcmp(info.dli_sname, "__curbrk") == 0) return {};
  return fmt::format("{} of {}", info.dli_sname, file_of(info.dli_fname));
}

}  // namespace

// Reading it changes what the C library keeps.
UnresetMemory::UnresetMemory(const void* ours) {
  for (const Range& range : all_ranges()) {
    if (!is_of_interest(range, ours)) continue;
    kept_.push_back({range.path, range.memory(), {range.memory().begin(), range.memory().end()}});
  }
}

std::vector<std::string> UnresetMemory::changed() const {
  std::vector<std::string> names;
  for (const auto& [path, memory, then] : kept_) {
    for (std::size_t at = 0; at < then.size() && names.size() < kMostNames; ++at) {
      if (memory[at] == then[at]) continue;
      const std::string name = name_of(&memory[at], path);
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

}  // namespace tenter::explore
