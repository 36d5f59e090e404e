#include "explore/memory/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace tenter::explore {
namespace {

// Far from where the kernel, the loader and sanitizers put things on x86-64 and AArch64.
void* const kBase = reinterpret_cast<void*>(std::uintptr_t{0x2a0000000000});

std::size_t round_up(std::size_t value, std::size_t to) { return (value + to - 1) & ~(to - 1); }

std::byte* address_space() {
  void* const got = ::mmap(kBase, Arena::kCapacity, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (got == MAP_FAILED) {
    throw std::system_error(errno, std::generic_category(), "no address space for the heap of executions");
  }
  return static_cast<std::byte*>(got);
}

}  // namespace

Arena::Arena() : base_(address_space()) {}

Arena::~Arena() {
  kept_.reset();
  ::munmap(base_, kCapacity);
}

// Sixteen-byte steps up to half a kilobyte, then powers of two up to a megabyte.
std::uint32_t Arena::bucket_of(std::size_t size) {
  if (size <= 512) return static_cast<std::uint32_t>((size + 15) / 16);
  for (std::uint32_t bucket = 33; bucket < 44; ++bucket) {
    if (size <= bucket_size(bucket)) return bucket;
  }
  return kNoBucket;
}

std::size_t Arena::bucket_size(std::uint32_t bucket) {
  return bucket <= 32 ? std::size_t{bucket} * 16 : std::size_t{512} << (bucket - 32);
}

Arena::Header* Arena::header_of(const void* block) {
  return reinterpret_cast<Header*>(const_cast<std::byte*>(static_cast<const std::byte*>(block)) - sizeof(Header));
}

void* Arena::allocate(std::size_t size, std::size_t alignment) {
  if (size > kLargest) return nullptr;
  const bool recyclable = alignment <= kAlignment;
  const std::uint32_t bucket = recyclable ? bucket_of(size) : kNoBucket;
  if (bucket != kNoBucket && free_[bucket] != nullptr) {
    void* const block = free_[bucket];
    free_[bucket] = free_[bucket]->next;
    std::memset(block, 0, bucket_size(bucket));
    *header_of(block) = {size, bucket, 0};
    blocks_.allocated(block, bucket_size(bucket));
    return block;
  }
  void* const block = carve(bucket == kNoBucket ? round_up(size, kAlignment) : bucket_size(bucket), alignment);
  if (block == nullptr) return nullptr;
  *header_of(block) = {size, bucket, 0};
  blocks_.allocated(block, std::max(room_of(*header_of(block)), kAlignment));
  return block;
}

void* Arena::carve(std::size_t size, std::size_t alignment) {
  const auto at = reinterpret_cast<std::uintptr_t>(next_) + sizeof(Header);
  const std::uintptr_t block = round_up(at, alignment < kAlignment ? kAlignment : alignment);
  const std::uintptr_t end = block + (size == 0 ? kAlignment : size);
  if (end > reinterpret_cast<std::uintptr_t>(base_) + kCapacity) return nullptr;
  next_ = reinterpret_cast<std::byte*>(end);
  return reinterpret_cast<void*>(block);
}

void Arena::free(void* block) {
  Header* const header = header_of(block);
  header->freed = 1;
  blocks_.freed(block, std::max(room_of(*header), kAlignment));
  if (header->bucket == kNoBucket || header->size == 0) return;
  auto* const freed = static_cast<FreeBlock*>(block);
  freed->next = free_[header->bucket];
  free_[header->bucket] = freed;
}

std::size_t Arena::size_of(const void* block) const { return header_of(block)->size; }

std::size_t Arena::room_of(const Header& header) {
  return header.bucket == kNoBucket ? round_up(header.size, kAlignment) : bucket_size(header.bucket);
}

// Blocks lie behind one another, each after its header. Where one had to be aligned there is a gap of zeros before
// it, and a block of no size looks like one, too.
template <class Visit>
void Arena::for_each_block(const std::byte* first, const Visit& visit) const {
  for (const std::byte* at = first; at < next_;) {
    const Header& header = *reinterpret_cast<const Header*>(at);
    at += sizeof(Header);
    if (header.size == 0) continue;
    if (!visit(Block{at, header.size, header.freed != 0}, room_of(header))) return;
    at += room_of(header);
  }
}

std::optional<Arena::Block> Arena::block_at(const void* address) const {
  const auto* const wanted = static_cast<const std::byte*>(address);
  std::optional<Block> found;
  for_each_block(base_, [&](const Block& block, std::size_t room) {
    if (block.first <= wanted && wanted < block.first + room) found = block;
    return !found;
  });
  return found;
}

std::vector<Arena::Block> Arena::live_blocks() const {
  std::vector<Block> live;
  for_each_block(kept_next_, [&](const Block& block, std::size_t) {
    if (!block.freed) live.push_back(block);
    return true;
  });
  return live;
}

void Arena::keep() {
  kept_.emplace(std::span(base_, next_));
  kept_next_ = next_;
  kept_free_ = free_;
  blocks_.keep(next_);
}

void Arena::reset() {
  blocks_.reset(next_);
  std::memset(kept_next_, 0, static_cast<std::size_t>(next_ - kept_next_));
  next_ = kept_next_;
  free_ = kept_free_;
  if (kept_) kept_->restore();
}

}  // namespace tenter::explore
