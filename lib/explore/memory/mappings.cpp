#include "explore/memory/mappings.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tenter::explore {
namespace {

// Behind the arena and the stacks (fiber/stack_region.h).
constexpr std::uintptr_t kMappingsBase = 0x2d0000000000;
constexpr std::size_t kGap = 4096;  // between two mappings: a stray access is a fault

std::uintptr_t up_to_page(std::uintptr_t address) {
  static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  return (address + page - 1) / page * page;
}

}  // namespace

// In steps of what huge pages want.
void* Mappings::next(std::size_t size) {
  constexpr std::size_t kAlignment = std::size_t{1} << 21U;
  if (size > kCapacity || used_ > kCapacity - size - kAlignment - kGap) return nullptr;
  const std::uintptr_t at = kMappingsBase + used_;
  used_ = (used_ + size + kGap + kAlignment - 1) & ~(kAlignment - 1);
  return reinterpret_cast<void*>(at);
}

void Mappings::mapped(const void* at, std::size_t size) {
  const auto begin = reinterpret_cast<std::uintptr_t>(at);
  if (begin - kMappingsBase < kCapacity) return;
  unmapped(at, size);  // what lay there before is replaced
  elsewhere_.push_back({begin, up_to_page(begin + size)});
}

void Mappings::unmapped(const void* at, std::size_t size) {
  const auto begin = reinterpret_cast<std::uintptr_t>(at);
  const std::uintptr_t end = up_to_page(begin + size);
  std::vector<Range> rest;
  for (const Range& range : elsewhere_) {
    if (range.begin < std::min(range.end, begin)) rest.push_back({range.begin, std::min(range.end, begin)});
    if (std::max(range.begin, end) < range.end) rest.push_back({std::max(range.begin, end), range.end});
  }
  elsewhere_ = std::move(rest);
}

void Mappings::reset() {
  for (const Range& range : elsewhere_) ::munmap(reinterpret_cast<void*>(range.begin), range.end - range.begin);
  elsewhere_.clear();
  if (used_ == 0) return;
  ::munmap(reinterpret_cast<void*>(kMappingsBase), used_);
  used_ = 0;
}

}  // namespace tenter::explore
