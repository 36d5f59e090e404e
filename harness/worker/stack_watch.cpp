#include "worker/stack_watch.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstddef>

namespace tenter::worker {
namespace {

constexpr std::size_t kHandlerStack = std::size_t{64} << 10U;
// A frame may jump some way over the end of the stack, and the guard is counted to the stack or not.
constexpr std::uintptr_t kAround = std::uintptr_t{64} << 10U;

thread_local bool watched = false;
thread_local std::uintptr_t stack_end = 0;  // its lowest address; 0 when unknown

std::uintptr_t lowest_stack_address() noexcept {
  pthread_attr_t attributes;
  if (::pthread_getattr_np(::pthread_self(), &attributes) != 0) return 0;
  void* lowest = nullptr;
  std::size_t size = 0;
  ::pthread_attr_getstack(&attributes, &lowest, &size);
  ::pthread_attr_destroy(&attributes);
  return reinterpret_cast<std::uintptr_t>(lowest);
}

// Never given back: engine threads live as long as their process.
void use_handler_stack() noexcept {
  void* const memory =
      ::mmap(nullptr, kHandlerStack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED) return;
  stack_t stack = {};
  stack.ss_sp = memory;
  stack.ss_size = kHandlerStack;
  ::sigaltstack(&stack, nullptr);
}

void watch_this_thread() noexcept {
  if (watched) return;
  watched = true;
  stack_end = lowest_stack_address();
  use_handler_stack();
}

}  // namespace

void StackWatch::arrive() noexcept {
  watch_this_thread();
  inner_.arrive();
}

void StackWatch::depart() noexcept {
  watch_this_thread();
  inner_.depart();
}

bool StackWatch::overflowed_at(std::uintptr_t address) noexcept {
  return stack_end != 0 && address >= stack_end - std::min(stack_end, kAround) && address < stack_end + kAround;
}

}  // namespace tenter::worker
