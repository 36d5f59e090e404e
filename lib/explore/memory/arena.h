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
#include <span>
#include <vector>

#include "explore/memory/block_map.h"
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
  // REQUIRES: is_live(block).
  void free(void* block);
  // A block from allocate() that has not, or has, been freed since.
  bool is_live(const void* block) const {
    return owns(block) && blocks_.begins(block) && !blocks_.any_freed(block, 1);
  }
  bool is_freed(const void* block) const {
    return owns(block) && blocks_.begins(block) && blocks_.any_freed(block, 1);
  }
  // Whether any of these bytes are of a block that has been freed, and not been allocated again since.
  bool touches_freed(const void* address, std::size_t size) const {
    return owns(address) && blocks_.any_freed(address, size);
  }
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
  // Allocated since keep(), and not freed. Walks through all of these.
  std::vector<Block> live_blocks() const;

  // From now on reset() goes back to this moment.
  void keep();
  // Takes back everything that has been allocated or changed since keep(). Costs as much as the memory in use, and as
  // the pages of what is kept that have ever been written to.
  void reset();
  // Where in what is kept there may be pointers to what has been allocated since.
  void append_changed(std::vector<std::span<const std::byte>>& memory) const {
    if (kept_) kept_->append_changed(memory);
  }
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
  static std::size_t room_of(const Header& header);
  // Calls visit(block) for each from `first` on, in the order of their addresses, until it returns false.
  template <class Visit>
  void for_each_block(const std::byte* first, const Visit& visit) const;

  std::byte* const base_;
  BlockMap blocks_{base_, kCapacity};
  std::byte* next_ = base_;
  std::array<FreeBlock*, kBuckets> free_{};
  std::byte* kept_next_ = base_;
  std::array<FreeBlock*, kBuckets> kept_free_{};
  std::optional<GuardedSnapshot> kept_;
};

}  // namespace tenter::explore
