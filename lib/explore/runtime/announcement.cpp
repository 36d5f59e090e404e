#include "explore/runtime/announcement.h"

#include <execinfo.h>

#include <array>

namespace tenter::explore {
namespace {

std::vector<std::uintptr_t> stack_here() {
  constexpr int kDeepest = 64;
  std::array<void*, kDeepest> frames{};
  const int depth = ::backtrace(frames.data(), kDeepest);
  std::vector<std::uintptr_t> stack;
  for (int i = 0; i < depth; ++i) {
    stack.push_back(reinterpret_cast<std::uintptr_t>(frames[static_cast<std::size_t>(i)]));
  }
  return stack;
}

}  // namespace

MemoryEvent memory_event(MemoryEvent::What what, TaskId task, const Arena::Block& block) {
  return {what, task, block, stack_here()};
}

Announcement announcement_of(TaskId task, const Operation& operation, const Arena& heap) {
  Announcement announcement{task, operation, stack_here(), {}};
  const auto* const at = reinterpret_cast<const void*>(operation.object.address());
  if (!heap.owns(at)) return announcement;
  if (const auto block = heap.block_at(at)) announcement.blocks.push_back(*block);
  return announcement;
}

}  // namespace tenter::explore
