#include "stress/state_memory.h"

#include <algorithm>

namespace tenter::stress {
namespace {
constexpr std::size_t kPage = 4096;
}

StateMemory::StateMemory(std::size_t bytes, std::size_t alignment)
    : bytes_(std::max<std::size_t>(bytes, 1)),
      alignment_(std::align_val_t{std::max(alignment, kPage)}),
      first_(static_cast<std::byte*>(::operator new(bytes_, alignment_))) {}

StateMemory::~StateMemory() { ::operator delete(first_, alignment_); }

}  // namespace tenter::stress
