// Mapping memory: what an execution does not place itself comes to the same addresses in each, and is taken back at
// its end.
#include <sys/mman.h>

#include <cstdarg>

#include "explore/abi/hook.h"

namespace {

using tenter::explore::Runtime;

// The real function has the last word: where something is in the way, it says where.
void* mapped(Runtime& runtime, decltype(&::mmap) map, void* at, std::size_t size, int protection, int flags,
             int descriptor, off_t offset) {
  constexpr int kItsOwnPlace = MAP_FIXED | MAP_FIXED_NOREPLACE | MAP_32BIT;
  void* const place = (flags & kItsOwnPlace) == 0 ? runtime.mappings().next(size) : nullptr;
  void* const memory = map(place == nullptr ? at : place, size, protection, flags, descriptor, offset);
  if (memory != MAP_FAILED) runtime.mappings().mapped(memory, size);
  return memory;
}

int unmapped(Runtime& runtime, decltype(&::munmap) unmap, void* at, std::size_t size) {
  const int result = unmap(at, size);
  if (result == 0) runtime.mappings().unmapped(at, size);
  return result;
}

// What may move and grows goes where the next mapping would; whether there is room where it is depends on what others
// have mapped. Null when it has to stay.
void* place_to_grow(Runtime& runtime, std::size_t old_size, std::size_t size, int flags) {
  if ((flags & MREMAP_MAYMOVE) == 0 || (flags & MREMAP_FIXED) != 0 || size <= old_size) return nullptr;
  void* const place = runtime.mappings().next(size);
  // Reserved first: mremap() would replace what lies there.
  constexpr int kReserved = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
  const bool reserved = place != nullptr && ::mmap(place, size, PROT_NONE, kReserved, -1, 0) == place;
  return reserved ? place : nullptr;
}

void* remapped(Runtime& runtime, decltype(&::mremap) remap, void* old, std::size_t old_size, std::size_t size,
               int flags, void* at) {
  void* const place = place_to_grow(runtime, old_size, size, flags);
  void* const memory = place == nullptr ? remap(old, old_size, size, flags, at)
                                        : remap(old, old_size, size, flags | MREMAP_FIXED, place);
  if (memory == MAP_FAILED) return memory;
  runtime.mappings().unmapped(old, old_size);
  runtime.mappings().mapped(memory, size);
  return memory;
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

int munmap(void* at, std::size_t size) noexcept {
  TENTER_INTERPOSE(munmap, (at, size), unmapped(runtime, TENTER_REAL(munmap), at, size));
}

void* mremap(void* old, std::size_t old_size, std::size_t size, int flags, ...) noexcept {
  void* at = nullptr;
  if ((flags & MREMAP_FIXED) != 0) {
    std::va_list more;
    va_start(more, flags);
    at = va_arg(more, void*);
    va_end(more);
  }
  TENTER_INTERPOSE(mremap, (old, old_size, size, flags, at),
                   remapped(runtime, TENTER_REAL(mremap), old, old_size, size, flags, at));
}
}
#pragma GCC visibility pop
