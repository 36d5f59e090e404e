#include "explore/memory/unwritten_map.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace tenter::explore {

// Zeroed pages as they are used.
UnwrittenMap::UnwrittenMap(const std::byte* base, std::size_t capacity) : base_(base), capacity_(capacity) {
  void* const got =
      ::mmap(nullptr, capacity_ / 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (got == MAP_FAILED)
    throw std::system_error(errno, std::generic_category(), "no address space for a map of a heap");
  words_ = static_cast<Word*>(got);
}

UnwrittenMap::~UnwrittenMap() { ::munmap(words_, capacity_ / 8); }

void UnwrittenMap::put(std::size_t at, std::size_t size, bool unwritten) {
  const std::size_t end = at + size;
  while (at < end) {
    const std::size_t here = std::min(kBits - at % kBits, end - at);
    Word& word = words_[at / kBits];
    word = unwritten ? word | mask(at, here) : word & ~mask(at, here);
    at += here;
  }
}

bool UnwrittenMap::any_of_many(std::size_t at, std::size_t size) const {
  const std::size_t end = at + size;
  while (at < end) {
    const std::size_t here = std::min(kBits - at % kBits, end - at);
    if ((words_[at / kBits] & mask(at, here)) != 0) return true;
    at += here;
  }
  return false;
}

void UnwrittenMap::copied(const void* to, const void* from, std::size_t size) {
  const std::size_t target = offset_of(to);
  const std::size_t source = offset_of(from);
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t at = source + i;
    put(target + i, 1, (words_[at / kBits] & mask(at, 1)) != 0);
  }
}

void UnwrittenMap::restore() {
  for (const auto& [at, size] : in_kept_) put(at, size, false);
  in_kept_.clear();
}

// Of words that are not cleared as a whole, only their part.
void UnwrittenMap::clear(const std::byte* first, const std::byte* end) {
  std::size_t at = offset_of(first);
  const std::size_t last = offset_of(end);
  const std::size_t edge = std::min(last - at, (kBits - at % kBits) % kBits);
  if (edge != 0) words_[at / kBits] &= ~mask(at, edge);
  at += edge;
  const std::size_t words = (last - at) / kBits;
  std::fill_n(words_ + at / kBits, words, 0);
  at += words * kBits;
  if (at < last) words_[at / kBits] &= ~mask(at, last - at);
}

}  // namespace tenter::explore
