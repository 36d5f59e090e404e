// malloc and its family: an execution's memory comes from the arena, all other from the C library.
#include <dlfcn.h>
#include <malloc.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "explore/runtime/runtime.h"

extern "C" {
void* __libc_malloc(std::size_t);
void __libc_free(void*);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
}

namespace {

using tenter::explore::Arena;
using tenter::explore::Runtime;

void* allocate(Runtime& runtime, std::size_t size, std::size_t alignment) {
  Runtime::Inside inside(&runtime);
  void* const block = runtime.arena().allocate(size, alignment);
  if (block == nullptr) {
    errno = ENOMEM;
  } else {
    runtime.races().forget(reinterpret_cast<std::uintptr_t>(block), size);
  }
  return block;
}

// Blocks of an execution that has ended may still be freed, by a destructor that runs at exit: nothing to do then.
bool freed_in_arena(void* block) {
  Arena* const arena = Runtime::arena_of(block);
  if (arena == nullptr) return false;
  if (Runtime* const runtime = Runtime::running()) {
    Runtime::Inside inside(runtime);
    arena->free(block);
  }
  return true;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

void* malloc(std::size_t size) {
  if (Runtime* const runtime = Runtime::running()) return allocate(*runtime, size, 16);
  return __libc_malloc(size);
}

void free(void* block) {
  if (block == nullptr || freed_in_arena(block)) return;
  __libc_free(block);
}

void* calloc(std::size_t count, std::size_t size) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return __libc_calloc(count, size);
  std::size_t total = 0;
  if (__builtin_mul_overflow(count, size, &total)) {
    errno = ENOMEM;
    return nullptr;
  }
  return allocate(*runtime, total, 16);  // the arena's memory is zeroed
}

void* realloc(void* block, std::size_t size) {
  Arena* const arena = block == nullptr ? nullptr : Runtime::arena_of(block);
  if (arena == nullptr) return block == nullptr ? malloc(size) : __libc_realloc(block, size);
  void* const moved = malloc(size);
  if (moved == nullptr) return nullptr;
  const std::size_t old = arena->size_of(block);
  std::memcpy(moved, block, old < size ? old : size);
  free(block);
  return moved;
}

void* memalign(std::size_t alignment, std::size_t size) {
  if (Runtime* const runtime = Runtime::running()) return allocate(*runtime, size, alignment);
  return __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) { return memalign(alignment, size); }

int posix_memalign(void** result, std::size_t alignment, std::size_t size) {
  if (alignment < sizeof(void*) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void* const block = memalign(alignment, size);
  if (block == nullptr) return ENOMEM;
  *result = block;
  return 0;
}

std::size_t malloc_usable_size(void* block) {
  if (block == nullptr) return 0;
  if (Arena* const arena = Runtime::arena_of(block)) return arena->size_of(block);
  static auto* const real = reinterpret_cast<std::size_t (*)(void*)>(::dlsym(RTLD_NEXT, "malloc_usable_size"));
  return real(block);
}
}
#pragma GCC visibility pop
