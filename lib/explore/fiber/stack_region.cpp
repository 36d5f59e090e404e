#include "explore/fiber/stack_region.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace tenter::explore {
namespace {

std::size_t whole_pages(std::size_t bytes) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return (bytes + page - 1) / page * page;
}

void* reserve(std::size_t bytes) {
  for (int place = 0; place < StackRegion::kPlaces; ++place) {
    const auto at = StackRegion::kFirstPlace + static_cast<std::uintptr_t>(place) * StackRegion::kPlaceStride;
    void* const got = ::mmap(reinterpret_cast<void*>(at), bytes, PROT_NONE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK | MAP_FIXED_NOREPLACE, -1, 0);
    if (got != MAP_FAILED) return got;
    if (errno != EEXIST) break;
  }
  throw std::system_error(errno, std::generic_category(), "no address space for the stacks of fibers");
}

}  // namespace

StackRegion::StackRegion(std::size_t stack_bytes, std::size_t slots)
    : slot_bytes_(kGuardBytes + whole_pages(stack_bytes)),
      slots_(slots),
      base_(static_cast<std::byte*>(reserve(slot_bytes_ * slots))) {}

StackRegion::~StackRegion() { ::munmap(base_, slot_bytes_ * slots_); }

std::span<std::byte> StackRegion::open(std::size_t slot) {
  const std::span<std::byte> stack(guard(slot) + kGuardBytes, slot_bytes_ - kGuardBytes);
  if (::mprotect(stack.data(), stack.size(), PROT_READ | PROT_WRITE) != 0) {
    throw std::system_error(errno, std::generic_category(), "no memory for the stack of a fiber");
  }
  return stack;
}

std::optional<std::size_t> StackRegion::guard_at(const void* address) const noexcept {
  const auto offset = reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(base_);
  if (offset >= slot_bytes_ * slots_ || offset % slot_bytes_ >= kGuardBytes) return std::nullopt;
  return offset / slot_bytes_;
}

}  // namespace tenter::explore
