// Which bytes of a heap nobody is known to have written since they were allocated: a bit each.
//
// Thread safety: none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tenter::explore {

class UnwrittenMap {
 public:
  // Of the addresses from `base` on: all are written. Throws std::system_error when the address space is not to be
  // had.
  UnwrittenMap(const std::byte* base, std::size_t capacity);
  ~UnwrittenMap();
  UnwrittenMap(const UnwrittenMap&) = delete;
  UnwrittenMap& operator=(const UnwrittenMap&) = delete;

  // --- REQUIRES: the bytes are of this heap, and there is at least one. ---

  void allocated(const void* first, std::size_t size) {
    const std::size_t at = offset_of(first);
    if (at < kept_) [[unlikely]]
      in_kept_.emplace_back(at, size);
    if (at % kBits + size > kBits) {
      put(at, size, true);
    } else {
      words_[at / kBits] |= mask(at, size);
    }
  }
  void written(const void* first, std::size_t size) {
    const std::size_t at = offset_of(first);
    Word& word = words_[at / kBits];
    if (at % kBits + size > kBits) [[unlikely]] {
      put(at, size, false);
    } else if ((word & mask(at, size)) != 0) {
      word &= ~mask(at, size);
    }
  }
  bool any(const void* first, std::size_t size) const {
    const std::size_t at = offset_of(first);
    if (at % kBits + size > kBits) [[unlikely]]
      return any_of_many(at, size);
    return (words_[at / kBits] & mask(at, size)) != 0;
  }
  // The bytes have been copied, as they were. REQUIRES: the two do not overlap.
  void copied(const void* to, const void* from, std::size_t size);

  // From now on restore() goes back to this moment, as far as bytes before `end` go. REQUIRES: these are all written.
  void keep(const std::byte* end) { kept_ = offset_of(end); }
  void restore();
  // There is nothing there any more.
  void clear(const std::byte* first, const std::byte* end);

 private:
  using Word = std::uint64_t;
  static constexpr std::size_t kBits = 64;

  std::size_t offset_of(const void* address) const {
    return static_cast<std::size_t>(static_cast<const std::byte*>(address) - base_);
  }
  // Of `size` bits from that of `at` on, all in one word.
  static Word mask(std::size_t at, std::size_t size) { return ~Word{0} >> (kBits - size) << at % kBits; }
  void put(std::size_t at, std::size_t size, bool unwritten);
  bool any_of_many(std::size_t at, std::size_t size) const;

  const std::byte* base_;
  std::size_t capacity_;
  Word* words_ = nullptr;
  std::size_t kept_ = 0;                                      // bytes
  std::vector<std::pair<std::size_t, std::size_t>> in_kept_;  // offsets and sizes of what was allocated there again
};

}  // namespace tenter::explore
