// Mapping memory: what an execution does not place itself comes to the same addresses in each, and is taken back at
// its end.
#include <sys/mman.h>

#include "explore/abi/hook.h"

namespace {

using tenter::explore::Runtime;

// The real function has the last word: where something is in the way, it says where.
void* mapped(Runtime& runtime, decltype(&::mmap) map, void* at, std::size_t size, int protection, int flags,
             int descriptor, off_t offset) {
  void* const place = (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) == 0 ? runtime.mappings().next(size) : nullptr;
  return map(place == nullptr ? at : place, size, protection, flags, descriptor, offset);
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

void* mmap(void* at, std::size_t size, int protection, int flags, int descriptor, off_t offset) noexcept {
  TENTER_INTERPOSE(mmap, (at, size, protection, flags, descriptor, offset),
                   mapped(runtime, TENTER_REAL(mmap), at, size, protection, flags, descriptor, offset));
}

// The same: offsets have 64 bits.
void* mmap64(void* at, std::size_t size, int protection, int flags, int descriptor, off64_t offset) noexcept {
  TENTER_INTERPOSE(mmap64, (at, size, protection, flags, descriptor, offset),
                   mapped(runtime, TENTER_REAL(mmap64), at, size, protection, flags, descriptor, offset));
}
}
#pragma GCC visibility pop
