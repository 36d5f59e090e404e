// How long memory lives: what Runtime does about accesses to memory that is no more, and about memory that is left.
#include <fmt/format.h>

#include <algorithm>

#include "explore/memory/reachable.h"
#include "explore/runtime/runtime.h"

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

void Runtime::has_allocated(void* block, std::size_t size) {
  detector_.forget(reinterpret_cast<std::uintptr_t>(block), size);
  is_unwritten(block, size);
  if (listener_ != nullptr) tell_of(MemoryEvent::What::allocated, block);
}

void Runtime::about_to_free(void* block, std::uintptr_t pc) {
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  // What the runtimes free they count by atomics that nobody sees: that of an exception, say. So what orders it is
  // not known.
  if (arena_.is_live(block) && !is_code_of_c_runtimes(reinterpret_cast<void*>(pc))) {
    access({Op::free, static_cast<std::uint32_t>(arena_.size_of(block)), address, pc});
  }
  if (arena_.is_freed(block)) {
    die(Anomaly::double_free,
        fmt::format("free of a heap block of {} bytes that had been freed", arena_.size_of(block)), pc, address);
  }
  if (!arena_.is_live(block)) die(Anomaly::crash, "free of an address at which no block of the heap begins", pc);
  if (listener_ != nullptr) tell_of(MemoryEvent::What::freed, block);
}

void Runtime::tell_of(MemoryEvent::What what, const void* block) {
  if (const auto whole = arena_.block_at(block)) listener_->happened(memory_event(what, current_, *whole));
}

// A synchronisation object is used like an atomic: with whoever frees its memory, unordered, it races.
void Runtime::note_use(const Operation& operation) {
  for (const Race& race : detector_.access(current_, operation.object, 1, false, true, operation.pc)) {
    observe_race(race);
  }
  expect_alive(operation);
}

void Runtime::look_whether_alive(const Operation& operation) {
  const auto* const at = reinterpret_cast<const void*>(operation.object);
  if (arena_.owns(at)) {
    const auto block = arena_.block_at(at);
    if (!block) return;
    die(Anomaly::use_after_free,
        fmt::format("{} in {}, which had been freed", use_in_words(operation),
                    place_in_words(operation.object, *block)),
        operation.pc, reinterpret_cast<std::uintptr_t>(block->first));
  }
  if (is_of_ended_frame(operation.object)) {
    die(Anomaly::use_after_return,
        fmt::format("{} on another thread's stack, in a frame that had ended", use_in_words(operation)),
        operation.pc);
  }
}

// Whoever is not running has all its frames above the hook that it is in. One that died keeps them for ever.
bool Runtime::is_of_ended_frame(std::uintptr_t address) const {
  const TaskId owner = task_with_stack(reinterpret_cast<const void*>(address));
  if (owner == kNoTask || !tasks_[owner].started || tasks_[owner].dead) return false;
  return tasks_[owner].finished || address < tasks_[owner].left_at;
}

// Of an execution that all tasks ended by returning.
void Runtime::note_leaks() {
  if (result_.ending != Ending::finished || result_.waits_as_it_may) return;
  std::vector<Arena::Block> live = arena_.live_blocks();
  const auto is_state = [&](const Arena::Block& block) { return block.first == state_.first; };
  live.erase(std::remove_if(live.begin(), live.end(), is_state), live.end());
  if (live.empty()) return;
  std::vector<std::span<const std::byte>> roots = world_.variables();
  roots.insert(roots.end(), variables_of_c_runtimes().begin(), variables_of_c_runtimes().end());
  for (TaskId task = 0; task < count_; ++task) {
    thread_locals_->append_blocks(*tasks_[task].fiber, roots);
    roots.push_back(fibers_.thread_memory(*tasks_[task].fiber));
  }
  arena_.append_changed(roots);
  for (const Arena::Block& block : unreachable(live, roots)) {
    result_.leaks.push_back({reinterpret_cast<std::uintptr_t>(block.first), block.size});
  }
}

}  // namespace tenter::explore
