// malloc and its family: an execution's memory comes from the arena, and so does what the program allocates while it
// is being loaded; all other from the C library.
#include "explore/sync/heap.h"

#include <dlfcn.h>
#include <malloc.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

#include "explore/runtime/hooks.h"

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

// What the loader and the C library allocate on behalf of whoever loads a module is theirs. Besides, they may hold
// locks of their own meanwhile.
bool is_the_programs_own(void* pc) {
  Dl_info info;
  if (::dladdr(pc, &info) == 0) return true;
  return std::strstr(info.dli_fname, "/ld-linux") == nullptr && std::strstr(info.dli_fname, "/libc.so.") == nullptr;
}

void* allocated(Runtime& runtime, std::size_t size, std::size_t alignment, void* pc) {
  Runtime::Inside inside(&runtime);
  if (tenter::explore::loader_code.contains(pc)) [[unlikely]]
    runtime.modules().loader_allocates();
  const bool in_turn = is_common(runtime, size, alignment) && is_the_programs_own(pc);
  void* const block = in_turn ? allocate_common(runtime, size, reinterpret_cast<std::uintptr_t>(pc))
                              : allocate(runtime, size, alignment);
  if (block == nullptr) errno = ENOMEM;
  return block;
}

void* allocated_zeroed(Runtime& runtime, std::size_t size, void* pc) {
  void* const block = allocated(runtime, size, 16, pc);
  Runtime::Inside inside(&runtime);
  if (block != nullptr) runtime.heap_checks().zeroed(block, size);
  return block;
}

void has_moved(void* to, const void* from) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  Runtime::Inside inside(runtime);
  runtime->heap_checks().moved(to, from);
}

// Null unless the program is being loaded.
void* allocate_for_ever(std::size_t size, std::size_t alignment, void* pc) {
  Arena* const arena = Runtime::arena_for_loading();
  if (arena == nullptr || !is_the_programs_own(pc)) return nullptr;
  return arena->allocate(size, alignment);
}

// Blocks of an execution that has ended may still be freed, by a destructor that runs at exit: nothing to do then.
bool freed_in_arena(void* block, void* pc) {
  if (!Arena::owns(block)) return false;
  if (Runtime* const runtime = Runtime::running()) {
    Runtime::Inside inside(runtime);
    free(*runtime, block, reinterpret_cast<std::uintptr_t>(pc));
  }
  return true;
}

void give_back(void* block, void* pc) {
  if (block == nullptr || freed_in_arena(block, pc)) return;
  // What an execution has not allocated is there again in the next one.
  if (Runtime::running() == nullptr) __libc_free(block);
}

void* give_out(std::size_t size, void* pc) {
  if (Runtime* const runtime = Runtime::running()) return allocated(*runtime, size, 16, pc);
  if (void* const block = allocate_for_ever(size, 16, pc)) return block;
  return __libc_malloc(size);
}

void* give_out_aligned(std::size_t alignment, std::size_t size, void* pc) {
  if (Runtime* const runtime = Runtime::running()) return allocated(*runtime, size, alignment, pc);
  if (void* const block = allocate_for_ever(size, alignment, pc)) return block;
  return __libc_memalign(alignment, size);
}

// What the language says of operator new: it throws where malloc returns null, and gives something for no size.
void* give_out_or_throw(std::size_t size, void* pc) {
  if (void* const block = give_out(size == 0 ? 1 : size, pc)) return block;
  throw std::bad_alloc();
}

void* give_out_or_throw(std::size_t size, std::align_val_t alignment, void* pc) {
  if (void* const block = give_out_aligned(static_cast<std::size_t>(alignment), size == 0 ? 1 : size, pc))
    return block;
  throw std::bad_alloc();
}

}  // namespace

#define TENTER_PC __builtin_return_address(0)

#pragma GCC visibility push(default)
extern "C" {

void* malloc(std::size_t size) { return give_out(size, TENTER_PC); }

void free(void* block) { give_back(block, TENTER_PC); }

void* calloc(std::size_t count, std::size_t size) {
  std::size_t total = 0;
  if (__builtin_mul_overflow(count, size, &total)) {
    errno = ENOMEM;
    return nullptr;
  }
  if (Runtime* const runtime = Runtime::running()) return allocated_zeroed(*runtime, total, TENTER_PC);
  // The arena's memory is zeroed.
  if (void* const block = allocate_for_ever(total, 16, TENTER_PC)) return block;
  return __libc_calloc(count, size);
}

void* realloc(void* block, std::size_t size) {
  if (block == nullptr) return malloc(size);
  if (Runtime::running() == nullptr && !Arena::owns(block)) return __libc_realloc(block, size);
  void* const moved = give_out(size, TENTER_PC);
  if (moved == nullptr) return nullptr;
  const std::size_t old = malloc_usable_size(block);
  std::memcpy(moved, block, old < size ? old : size);
  has_moved(moved, block);
  give_back(block, TENTER_PC);
  return moved;
}

void* memalign(std::size_t alignment, std::size_t size) { return give_out_aligned(alignment, size, TENTER_PC); }

void* aligned_alloc(std::size_t alignment, std::size_t size) { return give_out_aligned(alignment, size, TENTER_PC); }

int posix_memalign(void** result, std::size_t alignment, std::size_t size) {
  if (alignment < sizeof(void*) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void* const block = give_out_aligned(alignment, size, TENTER_PC);
  if (block == nullptr) return ENOMEM;
  *result = block;
  return 0;
}

std::size_t malloc_usable_size(void* block) {
  if (block == nullptr) return 0;
  if (Arena::owns(block)) return Arena::size_of(block);
  static auto* const real = reinterpret_cast<std::size_t (*)(void*)>(::dlsym(RTLD_NEXT, "malloc_usable_size"));
  return real(block);
}
}

// Of their own, so that the place of an allocation is the program's, and not one in the library that has operator
// new.
void* operator new(std::size_t size) { return give_out_or_throw(size, TENTER_PC); }
void* operator new[](std::size_t size) { return give_out_or_throw(size, TENTER_PC); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return give_out(size, TENTER_PC); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return give_out(size, TENTER_PC); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return give_out_or_throw(size, alignment, TENTER_PC);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return give_out_or_throw(size, alignment, TENTER_PC);
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return give_out_aligned(static_cast<std::size_t>(alignment), size, TENTER_PC);
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return give_out_aligned(static_cast<std::size_t>(alignment), size, TENTER_PC);
}

#define TENTER_DELETE(...)                                                                \
  void operator delete(void* block __VA_ARGS__) noexcept { give_back(block, TENTER_PC); } \
  void operator delete[](void* block __VA_ARGS__) noexcept { give_back(block, TENTER_PC); }
TENTER_DELETE()
TENTER_DELETE(, std::size_t)
TENTER_DELETE(, const std::nothrow_t&)
TENTER_DELETE(, std::align_val_t)
TENTER_DELETE(, std::size_t, std::align_val_t)
TENTER_DELETE(, std::align_val_t, const std::nothrow_t&)
#pragma GCC visibility pop
