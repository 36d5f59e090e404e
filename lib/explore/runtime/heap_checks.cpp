#include "explore/runtime/heap_checks.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "explore/memory/modules.h"
#include "explore/memory/reachable.h"

namespace tenter::explore {
namespace {

std::string use_in_words(const Operation& operation) {
  if (operation.size == 0) return "use of what lay";
  return fmt::format("{} of {} byte{}", name_of(operation.op), operation.size, operation.size == 1 ? "" : "s");
}

std::string place_in_words(std::uintptr_t address, const Arena::Block& block) {
  const std::size_t offset = address - reinterpret_cast<std::uintptr_t>(block.first);
  return fmt::format("a heap block of {} bytes{}", block.size, offset == 0 ? "" : fmt::format(", {} in", offset));
}

}  // namespace

void HeapChecks::allocated(void* block, std::size_t size) {
  if (size != 0) {
    heap_.unwritten().allocated(block, size);
    const bool filled = fill_.pattern != 0 && (fill_.block == 0 || fill_.block == heap_.number_of(block));
    if (filled) fill(block, 0, size);
  }
  if (listener_ != nullptr) report_event(MemoryEvent::What::allocated, block);
}

void HeapChecks::zeroed(void* block, std::size_t size) {
  if (size == 0) return;
  heap_.unwritten().written(block, size);
  if (fill_.pattern != 0) std::memset(block, 0, size);
}

// It is the same block to whoever asks what is in it, and has more bytes, perhaps.
void HeapChecks::moved(void* to, const void* from) {
  const std::size_t size = heap_.size_of(to);
  if (size == 0) return;
  if (!heap_.owns(from)) return heap_.unwritten().written(to, size);  // the C library's: nobody knows
  if (!heap_.is_live(from)) return;
  const std::size_t both = std::min(size, heap_.size_of(from));
  if (both != 0) heap_.unwritten().copied(to, from, both);
  if (heap_.number_of(from) != 0) heap_.renumber(to, heap_.number_of(from));
  if (fill_.pattern != 0 && fill_.block == heap_.number_of(to)) fill(to, both, size);
}

std::optional<Death> HeapChecks::free(const void* block, std::uintptr_t pc) {
  if (heap_.is_freed(block)) {
    return Death{tasks_.current(), Anomaly::double_free,
                 fmt::format("free of a heap block of {} bytes that had been freed", heap_.size_of(block)), pc,
                 reinterpret_cast<std::uintptr_t>(block)};
  }
  if (!heap_.is_live(block)) {
    return Death{tasks_.current(), Anomaly::crash, "free of an address at which no block of the heap begins", pc};
  }
  if (listener_ != nullptr) report_event(MemoryEvent::What::freed, block);
  return std::nullopt;
}

void HeapChecks::report_event(MemoryEvent::What what, const void* block) {
  if (const auto whole = heap_.block_at(block)) listener_->happened(memory_event(what, tasks_.current(), *whole));
}

// As much as lies within the bytes from `from` up to `to`.
void HeapChecks::fill(void* block, std::size_t from, std::size_t to) const {
  const std::size_t first = std::max<std::size_t>(from, fill_.first);
  const std::size_t end = std::min(to, std::size_t{fill_.first} + fill_.size);
  if (first < end) std::memset(static_cast<std::byte*>(block) + first, fill_.pattern, end - first);
}

std::optional<Death> HeapChecks::death_by(const Operation& operation) const {
  const std::uintptr_t address = operation.object.code();
  if (heap_.owns(operation.object.memory())) {
    const auto block = heap_.block_at(operation.object.memory());
    if (!block) return std::nullopt;
    return Death{
        tasks_.current(), Anomaly::use_after_free,
        fmt::format("{} in {}, which had been freed", use_in_words(operation), place_in_words(address, *block)),
        operation.pc, reinterpret_cast<std::uintptr_t>(block->first)};
  }
  if (!is_of_ended_frame(address)) return std::nullopt;
  return Death{tasks_.current(), Anomaly::use_after_return,
               fmt::format("{} on another thread's stack, in a frame that had ended", use_in_words(operation)),
               operation.pc};
}

// A task that is not running has all its frames above the hook that it is in. One that died keeps them for ever.
bool HeapChecks::is_of_ended_frame(std::uintptr_t address) const {
  const TaskId owner = tasks_.with_stack(reinterpret_cast<const void*>(address));
  if (owner == kNoTask) return false;
  const Task& task = tasks_[owner];
  return task.finished() || (task.may_run() && address < task.left_at);
}

void HeapChecks::read_unwritten(const Operation& operation) {
  constexpr std::size_t kMost = 16;
  std::vector<UnwrittenRead>& reads = result_.unwritten_reads;
  if (reads.size() == kMost) return;
  const auto block = heap_.block_at(operation.object.memory());
  if (!block) return;
  const auto known = [&](const UnwrittenRead& read) {
    return read.pc == operation.pc && read.block == block->number;
  };
  if (std::any_of(reads.begin(), reads.end(), known)) return;
  const auto first = reinterpret_cast<std::uintptr_t>(block->first);
  reads.push_back({tasks_.current(), block->number, static_cast<std::uint32_t>(operation.object.code() - first),
                   operation.size, static_cast<std::uint32_t>(block->size), operation.pc, result_.steps.size()});
  if (listener_ != nullptr) {
    listener_->happened(memory_event(MemoryEvent::What::read_unwritten, tasks_.current(), *block));
  }
}

void HeapChecks::look_for_live_blocks(StateRange state) {
  live_.clear();
  heap_.append_live_blocks(live_);
  std::erase_if(live_, [&](const Arena::Block& block) { return block.first == state.first; });
}

void HeapChecks::note_leaks(const World& world) {
  if (live_.empty()) return;
  std::vector<std::span<const std::byte>> roots = world.variables();
  roots.insert(roots.end(), variables_of_c_runtimes().begin(), variables_of_c_runtimes().end());
  for (TaskId task = 0; task < tasks_.count(); ++task) tasks_.append_memory(task, roots);
  heap_.append_changed(roots);
  for (const Arena::Block& block : unreachable(live_, roots)) {
    result_.leaks.push_back({reinterpret_cast<std::uintptr_t>(block.first), block.size});
  }
}

bool HeapChecks::c_runtimes_keep_any() const {
  return !live_.empty() && unreachable(live_, variables_of_c_runtimes()).size() < live_.size();
}

}  // namespace tenter::explore
