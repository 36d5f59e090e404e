// Memory that nobody has written: what Runtime does as it is allocated, and as it is read.
#include <algorithm>
#include <cstring>

#include "explore/runtime/runtime.h"

namespace tenter::explore {

// As much as lies within the bytes from `from` up to `to`.
void Runtime::fill(void* block, std::size_t from, std::size_t to) {
  const std::size_t first = std::max<std::size_t>(from, fill_.first);
  const std::size_t end = std::min(to, std::size_t{fill_.first} + fill_.size);
  if (first < end) std::memset(static_cast<std::byte*>(block) + first, fill_.pattern, end - first);
}

void Runtime::is_unwritten(void* block, std::size_t size) {
  if (size == 0) return;
  arena_.unwritten().allocated(block, size);
  if (fill_.pattern == 0) return;
  if (fill_.block == 0 || fill_.block == arena_.number_of(block)) fill(block, 0, size);
}

void Runtime::is_zero(void* block, std::size_t size) {
  if (size == 0) return;
  arena_.unwritten().written(block, size);
  if (fill_.pattern != 0) std::memset(block, 0, size);
}

// It is the same block to whoever asks what is in it, and has more bytes, perhaps.
void Runtime::has_moved(void* to, const void* from) {
  const std::size_t size = arena_.size_of(to);
  if (size == 0) return;
  if (!arena_.owns(from)) return arena_.unwritten().written(to, size);  // the C library's: nobody knows
  if (!arena_.is_live(from)) return;
  const std::size_t both = std::min(size, arena_.size_of(from));
  if (both != 0) arena_.unwritten().copied(to, from, both);
  if (arena_.number_of(from) != 0) arena_.renumber(to, arena_.number_of(from));
  if (fill_.pattern != 0 && fill_.block == arena_.number_of(to)) fill(to, both, size);
}

void Runtime::note_unwritten_read(const Operation& operation) {
  constexpr std::size_t kMost = 16;
  std::vector<UnwrittenRead>& reads = result_.unwritten_reads;
  if (reads.size() == kMost) return;
  const auto block = arena_.block_at(reinterpret_cast<const void*>(operation.object));
  if (!block) return;
  const auto known = [&](const UnwrittenRead& read) {
    return read.pc == operation.pc && read.block == block->number;
  };
  if (std::any_of(reads.begin(), reads.end(), known)) return;
  const auto first = reinterpret_cast<std::uintptr_t>(block->first);
  reads.push_back({current_, block->number, static_cast<std::uint32_t>(operation.object - first), operation.size,
                   static_cast<std::uint32_t>(block->size), operation.pc, result_.steps.size()});
  if (listener_ != nullptr) {
    listener_->happened(memory_event(MemoryEvent::What::read_unwritten, current_, *block));
  }
}

}  // namespace tenter::explore
