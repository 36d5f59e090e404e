#include "explore/memory/block_map.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace tenter::explore {

std::size_t BlockMap::bytes() const { return capacity_ / kGranule / 8; }

// Zeroed pages as they are used.
BlockMap::BlockMap(const std::byte* base, std::size_t capacity) : base_(base), capacity_(capacity) {
  void* const got =
      ::mmap(nullptr, 2 * bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (got == MAP_FAILED)
    throw std::system_error(errno, std::generic_category(), "no address space for a map of a heap");
  begins_ = static_cast<Word*>(got);
  freed_ = begins_ + bytes() / sizeof(Word);
}

BlockMap::~BlockMap() { ::munmap(begins_, 2 * bytes()); }

void BlockMap::put(Word* set, std::size_t granule, bool in) {
  const Word bit = Word{1} << (granule % kBits);
  if (in) {
    set[granule / kBits] |= bit;
  } else {
    set[granule / kBits] &= ~bit;
  }
}

void BlockMap::mark(const void* block, std::size_t size, bool free) {
  const std::size_t first = granule_of(block);
  const std::size_t last = granule_of(static_cast<const std::byte*>(block) + size - 1);
  if (first < kept_) changes_.push_back({first, last, contains(freed_, first)});
  put(begins_, first, true);
  for (std::size_t granule = first; granule <= last; ++granule) put(freed_, granule, free);
}

bool BlockMap::begins(const void* address) const {
  const auto offset = static_cast<std::size_t>(static_cast<const std::byte*>(address) - base_);
  return offset < capacity_ && offset % kGranule == 0 && contains(begins_, offset / kGranule);
}

void BlockMap::keep(const std::byte* end) {
  kept_ = granule_of(end);
  changes_.clear();
}

// Of words that are not cleared as a whole, only their part.
void BlockMap::clear(const std::byte* first, const std::byte* end) {
  std::size_t granule = granule_of(first);
  const std::size_t last = granule_of(end);
  const auto clear_one = [&] {
    put(begins_, granule, false);
    put(freed_, granule, false);
    ++granule;
  };
  while (granule < last && granule % kBits != 0) clear_one();
  const std::size_t words = (last - granule) / kBits;
  std::fill_n(begins_ + granule / kBits, words, 0);
  std::fill_n(freed_ + granule / kBits, words, 0);
  granule += words * kBits;
  while (granule < last) clear_one();
}

void BlockMap::restore() {
  for (; !changes_.empty(); changes_.pop_back()) {
    const Change& change = changes_.back();
    for (std::size_t i = change.first; i <= change.last; ++i) put(freed_, i, change.was_free);
  }
}

}  // namespace tenter::explore
