#include "explore/sync/heap.h"

namespace tenter::explore {
namespace {

static_assert(Arena::kClasses <= Object::kHeapClasses);

bool is_common(const Runtime& runtime, std::uint32_t size_class) {
  return size_class != Arena::kNoClass && runtime.visibility().watches_releases(Object::heap_class(size_class));
}

void* new_again(Runtime& runtime, void* block, std::size_t size) {
  if (block != nullptr) runtime.has_allocated(block, size);
  return block;
}

}  // namespace

bool is_common(const Runtime& runtime, std::size_t size, std::size_t alignment) {
  return is_common(runtime, Arena::size_class(size, alignment));
}

void* allocate(Runtime& runtime, std::size_t size, std::size_t alignment) {
  return new_again(runtime, runtime.arena().allocate(size, alignment, runtime.current()), size);
}

// The step looks whether there is a block to be had; only where there is one it changes what others get.
void* allocate_common(Runtime& runtime, std::size_t size, std::uintptr_t pc) {
  const std::uint32_t size_class = Arena::size_class(size, 1);
  runtime.point({Op::allocate, 0, Object::heap_class(size_class), pc});
  if (!runtime.arena().has_common(size_class)) runtime.step().changed_nothing();
  void* const block = runtime.arena().allocate_common(size, runtime.current());
  runtime.step().value(reinterpret_cast<std::uintptr_t>(block));
  return new_again(runtime, block, size);
}

void free(Runtime& runtime, void* block, std::uintptr_t pc) {
  runtime.about_to_free(block, pc);
  const std::uint32_t size_class = Arena::size_class_of(block);
  if (!is_common(runtime, size_class)) return runtime.arena().free(block, runtime.current());
  runtime.add_effect({Op::release, 0, Object::heap_class(size_class), pc});
  runtime.arena().free_common(block);
}

void compares(Runtime& runtime, std::uintptr_t address) {
  const auto* const at = reinterpret_cast<const void*>(address);
  if (!runtime.arena().owns(at)) return;
  const auto block = runtime.arena().block_at(at);
  if (block && block->freed && block->size_class != Arena::kNoClass) {
    runtime.visibility().watch_releases(Object::heap_class(block->size_class));
  }
}

}  // namespace tenter::explore
