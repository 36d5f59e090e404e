#include "explore/memory/arena.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace tenter::explore {
namespace {

std::size_t round_up(std::size_t value, std::size_t to) { return (value + to - 1) & ~(to - 1); }

std::byte* address_space() {
  void* const got = ::mmap(reinterpret_cast<void*>(Arena::kBase), Arena::kCapacity, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (got == MAP_FAILED) {
    throw std::system_error(errno, std::generic_category(), "no address space for the heap of executions");
  }
  return static_cast<std::byte*>(got);
}

}  // namespace

Arena::Arena() : base_(address_space()) {
  for (Owner owner = 0; owner < kOwners; ++owner) parts_[owner].next = base_ + owner * kPart;
  kept_parts_ = parts_;
}

Arena::~Arena() {
  kept_.reset();
  ::munmap(base_, kCapacity);
}

// Sixteen-byte steps up to half a kilobyte, then powers of two up to a megabyte. What is aligned to more is rare.
std::uint32_t Arena::size_class(std::size_t size, std::size_t alignment) {
  if (alignment > kAlignment) return kNoClass;
  if (size <= 512) return static_cast<std::uint32_t>((size + 15) / 16);
  for (std::uint32_t size_class = 33; size_class < 44; ++size_class) {
    if (size <= room_of(size_class)) return size_class;
  }
  return kNoClass;
}

std::size_t Arena::room_of(std::uint32_t size_class) {
  return size_class <= 32 ? std::size_t{size_class} * 16 : std::size_t{512} << (size_class - 32);
}

std::size_t Arena::room_of(const Header& header) {
  return header.size_class == kNoClass ? round_up(header.size, kAlignment) : room_of(header.size_class);
}

Arena::Header* Arena::header_of(const void* block) {
  return reinterpret_cast<Header*>(const_cast<std::byte*>(static_cast<const std::byte*>(block)) - sizeof(Header));
}

Arena::Part& Arena::part(Owner owner) {
  used_ = std::max(used_, owner + 1);
  return parts_[owner];
}

void* Arena::allocate(std::size_t size, std::size_t alignment, Owner owner) {
  if (size > kLargest) return nullptr;
  const std::uint32_t of_class = size_class(size, alignment);
  if (of_class != kNoClass) {
    FreeBlock*& list = part(owner).free[of_class];
    if (list != nullptr) return recycled(list, size, of_class);
  }
  return carve(size, alignment, of_class, owner);
}

void* Arena::allocate_common(std::size_t size, Owner owner) {
  const std::uint32_t of_class = size_class(size, kAlignment);
  FreeBlock*& list = common_[of_class];
  return list != nullptr ? recycled(list, size, of_class) : carve(size, kAlignment, of_class, owner);
}

Arena::Header Arena::new_header(std::size_t size, std::uint32_t size_class) {
  static_assert(kLargest <= ~std::uint32_t{0});
  return {static_cast<std::uint32_t>(size), kept_ ? ++numbered_ : 0, size_class, false};
}

void* Arena::recycled(FreeBlock*& list, std::size_t size, std::uint32_t size_class) {
  void* const block = list;
  list = list->next;
  std::memset(block, 0, room_of(size_class));
  *header_of(block) = new_header(size, size_class);
  blocks_.allocated(block, room_of(size_class));
  return block;
}

void* Arena::carve(std::size_t size, std::size_t alignment, std::uint32_t size_class, Owner owner) {
  const Header header = new_header(size, size_class);
  std::byte*& next = part(owner).next;
  const auto at = reinterpret_cast<std::uintptr_t>(next) + sizeof(Header);
  const std::uintptr_t block = round_up(at, std::max(alignment, kAlignment));
  const std::uintptr_t end = block + std::max(room_of(header), kAlignment);
  if (end > reinterpret_cast<std::uintptr_t>(base_) + (owner + 1) * kPart) return nullptr;
  next = reinterpret_cast<std::byte*>(end);
  auto* const result = reinterpret_cast<void*>(block);
  *header_of(result) = header;
  blocks_.allocated(result, end - block);
  return result;
}

void Arena::push(FreeBlock*& list, void* block) {
  auto* const freed = static_cast<FreeBlock*>(block);
  freed->next = list;
  list = freed;
}

void Arena::free(void* block, Owner owner) {
  Header* const header = header_of(block);
  header->freed = true;
  blocks_.freed(block, std::max(room_of(*header), kAlignment));
  if (header->size_class != kNoClass && header->size != 0) push(part(owner).free[header->size_class], block);
}

void Arena::free_common(void* block) {
  Header* const header = header_of(block);
  header->freed = true;
  blocks_.freed(block, std::max(room_of(*header), kAlignment));
  if (header->size != 0) push(common_[header->size_class], block);
}

std::size_t Arena::size_of(const void* block) { return header_of(block)->size; }

// Blocks lie behind one another, each after its header. Where one had to be aligned there is a gap of zeros before
// it, and a block of no size looks like one, too.
template <class Visit>
void Arena::for_each_block(const std::byte* first, const std::byte* end, const Visit& visit) {
  for (const std::byte* at = first; at < end;) {
    const Header& header = *reinterpret_cast<const Header*>(at);
    at += sizeof(Header);
    if (header.size == 0) continue;
    visit(Block{at, header.size, header.freed, header.size_class, header.number});
    at += room_of(header);
  }
}

std::optional<Arena::Block> Arena::block_at(const void* address) const {
  const auto* const wanted = static_cast<const std::byte*>(address);
  const auto owner = static_cast<std::size_t>(wanted - base_) / kPart;
  const std::byte* const first = blocks_.last_begin(wanted, base_ + owner * kPart);
  if (first == nullptr) return std::nullopt;
  const Header& header = *header_of(first);
  if (wanted >= first + room_of(header)) return std::nullopt;
  return Block{first, header.size, header.freed, header.size_class, header.number};
}

void Arena::append_live_blocks(std::vector<Block>& live) const {
  for (Owner owner = 0; owner < used_; ++owner) {
    for_each_block(kept_parts_[owner].next, parts_[owner].next, [&](const Block& block) {
      if (!block.freed) live.push_back(block);
    });
  }
}

// Executions begin with a page of their own, and use nothing again that was freed before them: what is kept is hardly
// ever written to, and so hardly ever compared.
void Arena::keep() {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  std::byte*& next = parts_[0].next;
  next = base_ + round_up(static_cast<std::size_t>(next - base_), page);
  for (Part& part : parts_) part.free = {};
  common_ = {};
  kept_.emplace(std::span(base_, parts_[0].next));
  kept_parts_ = parts_;
  blocks_.keep(parts_[0].next);
  unwritten_.keep(parts_[0].next);
  numbered_ = 0;
}

void Arena::reset() {
  for (Owner owner = 0; owner < used_; ++owner) {
    const Part& kept = kept_parts_[owner];
    blocks_.clear(kept.next, parts_[owner].next);
    unwritten_.clear(kept.next, parts_[owner].next);
    std::memset(kept.next, 0, static_cast<std::size_t>(parts_[owner].next - kept.next));
    parts_[owner] = kept;
  }
  used_ = 1;
  common_ = {};
  blocks_.restore();
  unwritten_.restore();
  numbered_ = 0;
  if (kept_) kept_->restore();
}

}  // namespace tenter::explore
