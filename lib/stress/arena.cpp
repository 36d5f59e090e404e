#include "stress/arena.h"

#include <algorithm>

namespace tenter::stress {
namespace {
constexpr std::size_t kPage = 4096;
}

Arena::Arena(std::size_t bytes, std::size_t alignment)
    : bytes_(std::max<std::size_t>(bytes, 1)),
      alignment_(std::align_val_t{std::max(alignment, kPage)}),
      first_(static_cast<std::byte*>(::operator new(bytes_, alignment_))) {}

Arena::~Arena() { ::operator delete(first_, alignment_); }

}  // namespace tenter::stress
