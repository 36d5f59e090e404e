// Which of the addresses of a heap belong to blocks that have been freed, and which are the first of one.
//
// Two bits for every sixteen bytes. Thread safety: none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tenter::explore {

class BlockMap {
 public:
  static constexpr std::size_t kGranule = 16;  // blocks begin at multiples of it, and no two share one

  // Of the addresses from `base` on. Throws std::system_error when the address space is not to be had.
  BlockMap(const std::byte* base, std::size_t capacity);
  ~BlockMap();
  BlockMap(const BlockMap&) = delete;
  BlockMap& operator=(const BlockMap&) = delete;

  // A block has been given out, or taken back. REQUIRES: size is not 0.
  void allocated(const void* block, std::size_t size) { mark(block, size, false); }
  void freed(const void* block, std::size_t size) { mark(block, size, true); }

  // Whether a block that has been given out begins there, free or not.
  bool begins(const void* address) const;
  // Whether any of these bytes are of a block that is free.
  bool any_freed(const void* address, std::size_t size) const {
    const std::size_t last = granule_of(static_cast<const std::byte*>(address) + (size == 0 ? 0 : size - 1));
    for (std::size_t granule = granule_of(address); granule <= last; ++granule) {
      if (contains(freed_, granule)) return true;
    }
    return false;
  }

  // From now on restore() goes back to this moment, as far as blocks before `end` go.
  void keep(const std::byte* end);
  void restore();
  // There are no blocks there any more. REQUIRES: none that is kept.
  void clear(const std::byte* first, const std::byte* end);

 private:
  using Word = std::uint64_t;
  static constexpr std::size_t kBits = 64;

  std::size_t granule_of(const void* address) const {
    return static_cast<std::size_t>(static_cast<const std::byte*>(address) - base_) / kGranule;
  }
  static bool contains(const Word* set, std::size_t granule) {
    return (set[granule / kBits] >> (granule % kBits) & 1U) != 0;
  }
  static void put(Word* set, std::size_t granule, bool in);
  void mark(const void* block, std::size_t size, bool free);
  std::size_t bytes() const;

  const std::byte* base_;
  std::size_t capacity_;
  Word* begins_ = nullptr;
  Word* freed_ = nullptr;
  std::size_t kept_ = 0;  // granules
  struct Change {
    std::size_t first, last;  // granules
    bool was_free;
  };
  std::vector<Change> changes_;  // to blocks that are kept
};

}  // namespace tenter::explore
