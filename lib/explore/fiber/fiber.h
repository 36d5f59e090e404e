// Fibers: flows of control that take turns on one kernel thread, each with all that a thread has of its own.
//
// Behind a fiber stands a real thread of the C library that is parked for good. The fiber runs on that thread's
// stack, and a switch to it sets the thread pointer to that thread's. Hence thread_local variables, errno,
// pthread_self(), std::this_thread::get_id(), exceptions in flight, the stack protector and all the C library keeps
// for each thread are the fiber's own, in code that was compiled without any knowledge of fibers.
//
//   FiberPool pool(256 * 1024);
//   Fiber& fiber = pool.acquire();
//   fiber.prepare(&work, &job);
//   switch_to(pool.scheduler(), fiber);   // runs work(&job) until that switches back
//   pool.release(fiber);                  // whatever it was doing is forgotten, not unwound
//
// Not a fiber's own, because the kernel knows nothing of fibers: what gettid() says, signal masks and alternate
// signal stacks, floating-point control words, robust mutexes, restartable sequences.
//
// Thread safety: a pool and its fibers belong to the kernel thread that made the pool.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "explore/fiber/context.h"
#include "explore/fiber/parked_thread.h"
#include "explore/fiber/stack_region.h"
#include "explore/fiber/thread_pointer.h"

namespace tenter::explore {

struct StackBounds {
  std::byte* guard = nullptr;   // from here to lowest: an access is a fault that FiberPool::overflowed() knows
  std::byte* lowest = nullptr;  // first usable address
  std::byte* top = nullptr;     // one past the last
};

class Fiber {
 public:
  using Entry = Context::Entry;
  static constexpr std::size_t kScheduler = ~std::size_t{0};

  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // The next switch to it calls entry(argument) at the top of its stack; what it did before is abandoned: no
  // destructor runs. Thread-local variables, errno and exceptions in flight stay (ThreadLocals resets them), and so
  // does what lies on the stack. An exception that leaves entry is a call of std::terminate.
  // REQUIRES: entry never returns, but switches away for ever; the fiber is not running, nor the scheduler's.
  void prepare(Entry entry, void* argument) noexcept;

  // Its number in its pool, from 0; kScheduler for the scheduler's.
  std::size_t index() const noexcept { return index_; }
  const StackBounds& stack() const noexcept { return stack_; }  // empty for the scheduler's
  void* thread_pointer() const noexcept { return thread_pointer_; }
  // The thread it is taken for. REQUIRES: not the scheduler's.
  ParkedThread& thread() noexcept { return *thread_; }

 private:
  friend class FiberPool;
  friend void switch_to(Fiber& from, Fiber& to) noexcept;

  Fiber();  // the calling thread itself
  Fiber(std::size_t index, StackRegion& region);

  Context context_;
  void* thread_pointer_;
  std::size_t index_;
  StackBounds stack_;
  std::optional<ParkedThread> thread_;
};

// Fibers on demand. Always gives the one with the lowest number that is free, so who gets which stack and which
// thread-local storage depends on nothing but how many are in use. Fibers stay where they are as long as the pool.
class FiberPool {
 public:
  static constexpr std::size_t kDefaultStackBytes = 256 * 1024;
  static constexpr std::size_t kDefaultMost = 4096;

  // The calling thread becomes the scheduler's. A fiber may use at least `stack_bytes`; there are never more than
  // `most` fibers. Throws std::system_error when the address space is not to be had.
  explicit FiberPool(std::size_t stack_bytes = kDefaultStackBytes, std::size_t most = kDefaultMost);
  // Nothing of a fiber's work runs any more: see parked_thread.h. REQUIRES: called as the scheduler's fiber.
  ~FiberPool() = default;
  FiberPool(const FiberPool&) = delete;
  FiberPool& operator=(const FiberPool&) = delete;

  Fiber& scheduler() noexcept { return scheduler_; }

  // Parks one more thread when none is free. May be called on a fiber. Throws std::system_error when there are `most`
  // already or the system refuses a thread.
  Fiber& acquire();
  // REQUIRES: acquired here, not released since, not running.
  void release(Fiber& fiber) noexcept;

  // Threads parked so far: in use or free.
  std::size_t parked() const noexcept { return fibers_.size(); }
  Fiber& fiber(std::size_t index) noexcept { return *fibers_[index]; }

  // Whether `address` is in the stack of any fiber, or where one may come to be.
  bool has_stack_at(const void* address) const noexcept { return region_.contains(address); }
  // What the C library keeps of the fiber's thread, behind its stack: static thread-local storage among it.
  std::span<const std::byte> thread_memory(const Fiber& fiber) const noexcept {
    const std::byte* const end = region_.guard(fiber.index() + 1);
    return {fiber.stack().top, static_cast<std::size_t>(end - fiber.stack().top)};
  }

  // The number of the fiber into whose guard `address` points. Async-signal-safe.
  std::optional<std::size_t> overflowed(const void* address) const noexcept { return region_.guard_at(address); }

 private:
  static constexpr std::size_t kWordBits = 64;

  Fiber& grow();

  StackRegion region_;
  Fiber scheduler_;
  std::vector<std::unique_ptr<Fiber>> fibers_;
  std::vector<std::uint64_t> free_;  // a bit each
  std::size_t lowest_ = 0;           // no word of free_ before this one has a bit set
};

// Suspends the caller as `from` and goes on with `to`. Returns when someone switches to `from`.
// REQUIRES: the caller runs as `from`; `to` is suspended, prepared or `from` itself.
[[gnu::always_inline]] inline void switch_to(Fiber& from, Fiber& to) noexcept {
  set_thread_pointer(to.thread_pointer_);
  switch_context(from.context_, to.context_);
}

}  // namespace tenter::explore
