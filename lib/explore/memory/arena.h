// The heap of an execution: at a fixed address, so that executions with the same schedule see the same addresses, and
// given back as a whole when the execution is over. What the program had allocated before its first execution, as its
// static variables were made, is there again at the start of each.
//
// Blocks are recycled in size classes, last freed first. Thread safety: one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "explore/memory/guarded_snapshot.h"

namespace tenter::explore {

class Arena {
 public:
  static constexpr std::size_t kCapacity = std::size_t{1} << 32;  // of address space; pages are used as needed
  // A torn container may ask for anything; what no small program needs is refused.
  static constexpr std::size_t kLargest = std::size_t{1} << 28;

  // Throws std::system_error when the address space is not to be had.
  Arena();
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Zeroed memory; null when `size` exceeds kLargest or nothing is left. REQUIRES: alignment is a power of two.
  void* allocate(std::size_t size, std::size_t alignment = kAlignment);
  // REQUIRES: block is from allocate() and not freed since.
  void free(void* block);
  std::size_t size_of(const void* block) const;
  const std::byte* base() const { return base_; }
  bool owns(const void* address) const {
    const auto* at = static_cast<const std::byte*>(address);
    return at >= base_ && at < base_ + kCapacity;
  }

  // The block, allocated or freed since, that `address` lies in. Walks through all of them.
  struct Block {
    const std::byte* first = nullptr;
    std::size_t size = 0;  // asked for
    bool freed = false;
  };
  std::optional<Block> block_at(const void* address) const;

  // From now on reset() goes back to this moment.
  void keep();
  // Takes back everything that has been allocated or changed since keep(). Costs as much as the memory in use, and as
  // the pages of what is kept that have ever been written to.
  void reset();
  // For the handler of SIGSEGV: see GuardedSnapshot.
  bool let_write(const void* address) noexcept { return kept_ && kept_->let_write(address); }

 private:
  static constexpr std::size_t kAlignment = 16;
  struct alignas(kAlignment) Header {
    std::size_t size;      // asked for
    std::uint32_t bucket;  // size class; kNoBucket when never recycled
    std::uint32_t freed;
  };
  struct FreeBlock {
    FreeBlock* next;
  };
  static constexpr std::uint32_t kBuckets = 64;
  static constexpr std::uint32_t kNoBucket = kBuckets;

  static std::uint32_t bucket_of(std::size_t size);
  static std::size_t bucket_size(std::uint32_t bucket);
  static Header* header_of(const void* block);
  void* carve(std::size_t size, std::size_t alignment);

  std::byte* base_ = nullptr;
  std::byte* next_ = nullptr;
  std::array<FreeBlock*, kBuckets> free_{};
  std::byte* kept_next_ = nullptr;
  std::array<FreeBlock*, kBuckets> kept_free_{};
  std::optional<GuardedSnapshot> kept_;
};

}  // namespace tenter::explore
