// How the engine's threads wait for each other.
//
// Everything here is made of atomics that are not instrumented, so that no race detector takes a rendezvous for
// synchronisation of the scenario's; and a waiting thread spins for a bounded time only, then lets others run, then
// sleeps, so that more threads than cores, or a single core, make progress.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tenter::stress {

// How long to wait actively.
struct Patience {
  std::uint32_t spins = 0;
  std::uint32_t yields = 0;  // of the processor, after spinning and before sleeping
};

// Spinning pays only while everyone waited for can run at the same time.
Patience patience_for(std::size_t threads, std::size_t cores);

// A number that only grows (and wraps), on which threads may wait. Thread safety: any thread.
class alignas(64) Counter {
 public:
  std::uint32_t value() const { return value_.load(std::memory_order_relaxed); }

  // Adds one; returns the new value. Release: what the thread did before is seen by a thread that waits for it.
  std::uint32_t advance() { return value_.fetch_add(1) + 1; }

  // Wakes sleeping threads. REQUIRES: called by the thread whose advance() reached a value that others wait for.
  void wake();

  // Waits until the value is `target` or beyond, by less than 2^31. Acquire: pairs with advance().
  void wait_for(std::uint32_t target, Patience patience);

 private:
  bool reached(std::uint32_t target) const {
    return static_cast<std::int32_t>(value_.load(std::memory_order_acquire) - target) >= 0;
  }
  void sleep_until(std::uint32_t target);

  std::atomic<std::uint32_t> value_{0};
  std::atomic<std::uint32_t> sleepers_{0};
};

// A reusable barrier for a fixed number of threads.
class Barrier {
 public:
  Barrier(std::size_t threads, Patience patience) : threads_(threads), patience_(patience) {}

  // Waits until all threads have come. The last to come calls `completion` before anyone goes on: it sees what
  // all did before, and all see what it did.
  template <class Completion>
  void meet(Completion&& completion) {
    const std::uint32_t generation = generation_.value();
    if (arrived_.fetch_add(1) + 1 == threads_) {
      completion();
      arrived_.store(0, std::memory_order_relaxed);
      generation_.advance();
      generation_.wake();
    } else {
      generation_.wait_for(generation + 1, patience_);
    }
  }

 private:
  std::size_t threads_;
  Patience patience_;
  alignas(64) std::atomic<std::size_t> arrived_{0};
  Counter generation_;
};

}  // namespace tenter::stress
