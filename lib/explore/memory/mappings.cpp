#include "explore/memory/mappings.h"

#include <sys/mman.h>

#include <cstdint>

namespace tenter::explore {
namespace {

// Behind the arena and the stacks (fiber/stack_region.h).
constexpr std::uintptr_t kMappingsBase = 0x2d0000000000;
constexpr std::size_t kGap = 4096;  // between two mappings: a stray access is a fault

}  // namespace

// In steps of what huge pages want.
void* Mappings::next(std::size_t size) {
  constexpr std::size_t kAlignment = std::size_t{1} << 21U;
  if (size > kCapacity || used_ > kCapacity - size - kAlignment - kGap) return nullptr;
  const std::uintptr_t at = kMappingsBase + used_;
  used_ = (used_ + size + kGap + kAlignment - 1) & ~(kAlignment - 1);
  return reinterpret_cast<void*>(at);
}

void Mappings::reset() {
  if (used_ == 0) return;
  ::munmap(reinterpret_cast<void*>(kMappingsBase), used_);
  used_ = 0;
}

}  // namespace tenter::explore
