// The heap of an execution: at a fixed address, so that executions with the same schedule see the same addresses, and
// given back as a whole when the execution is over. What the program had allocated before its first execution, as its
// static variables were made, is there again at the start of each.
//
// Every task has a part of it to itself, and recycles what it has freed there itself, last freed first and by size
// classes, as thread caches do. So the blocks that a task gets do not depend on what others do meanwhile, and a
// search need not care in which order tasks allocate and free. Where that is what matters, blocks go through lists
// that all tasks have in common (sync/heap.h).
//
// Thread safety: one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "explore/memory/block_map.h"
#include "explore/memory/guarded_snapshot.h"
#include "explore/memory/unwritten_map.h"

namespace tenter::explore {

class Arena {
 public:
  using Owner = std::uint32_t;  // a task; the first one also owns what is kept
  static constexpr Owner kOwners = 64;
  static constexpr std::size_t kPart = std::size_t{1} << 30;  // of address space; pages are used as needed
  static constexpr std::size_t kCapacity = kPart * kOwners;
  // Far from where the kernel, the loader and sanitizers put things on x86-64 and AArch64.
  static constexpr std::uintptr_t kBase = 0x2a0000000000;
  // A torn container may ask for anything; what no small program needs is refused.
  static constexpr std::size_t kLargest = std::size_t{1} << 28;

  // Throws std::system_error when the address space is not to be had.
  Arena();
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Zeroed memory; null when `size` exceeds kLargest or nothing is left. REQUIRES: alignment is a power of two.
  void* allocate(std::size_t size, std::size_t alignment = kAlignment, Owner owner = 0);
  // REQUIRES: is_live(block), whoever allocated it.
  void free(void* block, Owner owner = 0);

  // The same for blocks that whoever comes first may get, if any has been freed so. REQUIRES: size_class(size,
  // kAlignment) is not kNoClass.
  void* allocate_common(std::size_t size, Owner owner);
  void free_common(void* block);
  bool has_common(std::uint32_t size_class) const { return common_[size_class] != nullptr; }

  // Blocks of one class are recycled as one another.
  static std::uint32_t size_class(std::size_t size, std::size_t alignment);
  static constexpr std::uint32_t kClasses = 64;
  static constexpr std::uint32_t kNoClass = kClasses;  // never recycled

  static std::uint32_t size_class_of(const void* block) { return header_of(block)->size_class; }
  static std::size_t size_of(const void* block);
  // Those that are not kept are numbered as they are allocated, from 1 on after each reset(); these are 0.
  static std::uint32_t number_of(const void* block) { return header_of(block)->number; }
  static void renumber(void* block, std::uint32_t number) { header_of(block)->number = number; }
  // A block that has been allocated, and has not, or has, been freed since.
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
  // Which bytes nobody has written, for those who see the writes.
  UnwrittenMap& unwritten() { return unwritten_; }
  const std::byte* base() const { return base_; }
  // Whether this is an address of the arena, and of nothing else, whether or not there is one now.
  static bool owns(const void* address) { return reinterpret_cast<std::uintptr_t>(address) - kBase < kCapacity; }

  // The block, allocated or freed since, that `address` lies in. REQUIRES: owns(address).
  struct Block {
    const std::byte* first = nullptr;
    std::size_t size = 0;  // asked for
    bool freed = false;
    std::uint32_t size_class = kNoClass;
    std::uint32_t number = 0;
  };
  std::optional<Block> block_at(const void* address) const;
  // Those allocated since keep(), and not freed; in the order of their addresses. Walks through all of these.
  void append_live_blocks(std::vector<Block>& live) const;

  // From now on reset() goes back to this moment. REQUIRES: nobody but the first owner has allocated.
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
    std::uint32_t size;  // asked for
    std::uint32_t number;
    std::uint32_t size_class;
    bool freed;
  };
  struct FreeBlock {
    FreeBlock* next;
  };
  using FreeBlocks = std::array<FreeBlock*, kClasses>;
  struct Part {
    std::byte* next = nullptr;  // what lies behind has never been used
    FreeBlocks free{};
  };

  static std::size_t room_of(std::uint32_t size_class);
  static std::size_t room_of(const Header& header);
  static Header* header_of(const void* block);
  Header new_header(std::size_t size, std::uint32_t size_class);
  void* recycled(FreeBlock*& list, std::size_t size, std::uint32_t size_class);
  void* carve(std::size_t size, std::size_t alignment, std::uint32_t size_class, Owner owner);
  static void push(FreeBlock*& list, void* block);
  Part& part(Owner owner);
  // Calls visit(block) for each from `first` on, which is its part's or kept.
  template <class Visit>
  static void for_each_block(const std::byte* first, const std::byte* end, const Visit& visit);

  std::byte* const base_;
  BlockMap blocks_{base_, kCapacity};
  UnwrittenMap unwritten_{base_, kCapacity};
  std::uint32_t numbered_ = 0;
  std::array<Part, kOwners> parts_;
  Owner used_ = 1;  // parts, the first of them
  FreeBlocks common_{};
  std::array<Part, kOwners> kept_parts_;
  std::optional<GuardedSnapshot> kept_;
};

}  // namespace tenter::explore
