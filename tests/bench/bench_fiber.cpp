// Nanoseconds a switch between fibers, and what resetting and starting them costs; the minimum of repeated runs.
//
// Built once for each way to switch: tenter_bench_fiber_asm and tenter_bench_fiber_boost.
#include <fmt/core.h>
#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <string_view>
#include <utility>

#include "explore/fiber/fiber.h"
#include "explore/fiber/thread_locals.h"

namespace tenter::explore {
namespace {

constexpr int kRepeats = 300;  // short ones: on a busy machine some are left alone

// Best nanoseconds for each of the `count` things that work() does.
template <typename Work>
double best(int count, Work work) {
  auto least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < kRepeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
    least = std::min(least, taken.count() / count);
  }
  return least;
}

void print(std::string_view what, double nanoseconds) { fmt::print("  {:<52}{:10.1f}\n", what, nanoseconds); }

struct Pair {
  FiberPool& pool;
  Fiber& fiber;
};

void bounce(void* argument) {
  const Pair& pair = *static_cast<const Pair*>(argument);
  for (;;) switch_to(pair.fiber, pair.pool.scheduler());
}

double switches(int count) {
  FiberPool pool;
  Pair pair{pool, pool.acquire()};
  pair.fiber.prepare(&bounce, &pair);
  return best(2 * count, [&] {
    for (int i = 0; i < count; ++i) switch_to(pool.scheduler(), pair.fiber);
  });
}

// The context alone, without the thread pointer: what a plain coroutine library does.
struct Contexts {
  Context scheduler;
  Context other;
};

void bounce_contexts(void* argument) {
  auto& contexts = *static_cast<Contexts*>(argument);
  for (;;) switch_context(contexts.other, contexts.scheduler);
}

double context_switches(int count) {
  FiberPool pool;
  const StackBounds& stack = pool.acquire().stack();
  Contexts contexts;
  prepare_context(contexts.other, stack.top, static_cast<std::size_t>(stack.top - stack.lowest), &bounce_contexts,
                  &contexts);
  return best(2 * count, [&] {
    for (int i = 0; i < count; ++i) switch_context(contexts.scheduler, contexts.other);
  });
}

// As in a scheduler: both fibers are suspended in the same chain of calls, returns and all.
struct Chain {
  FiberPool& pool;
  Fiber* turn;
  Fiber* other;
  unsigned long steps = 0;
};

[[gnu::noinline]] void hand_over(Chain& chain) {
  std::swap(chain.turn, chain.other);
  switch_to(*chain.other, *chain.turn);
  asm volatile("" : : : "memory");
}
[[gnu::noinline]] void point(Chain& chain) {
  hand_over(chain);
  ++chain.steps;
}
[[gnu::noinline]] void hook(Chain& chain) {
  point(chain);
  ++chain.steps;
}

void step(void* argument) {
  for (;;) hook(*static_cast<Chain*>(argument));
}

double chained_switches(int count) {
  FiberPool pool;
  Fiber& fiber = pool.acquire();
  Chain chain{pool, &pool.scheduler(), &fiber};
  fiber.prepare(&step, &chain);
  return best(2 * count, [&] {
    for (int i = 0; i < count; ++i) hook(chain);
  });
}

void leave_at_once(void* argument) {
  const Pair& pair = *static_cast<const Pair*>(argument);
  switch_to(pair.fiber, pair.pool.scheduler());
}

double whole_fibers(int count) {
  FiberPool pool;
  return best(count, [&] {
    for (int i = 0; i < count; ++i) {
      Pair pair{pool, pool.acquire()};
      pair.fiber.prepare(&leave_at_once, &pair);
      switch_to(pool.scheduler(), pair.fiber);
      pool.release(pair.fiber);
    }
  });
}

thread_local char variables[256] = "some that are worth a reset";

double resets(int count) {
  static_cast<volatile char*>(variables)[0] = 'S';
  FiberPool pool;
  Fiber& fiber = pool.acquire();
  ThreadLocals program([](std::string_view path) { return path.empty(); });
  return best(count, [&] {
    for (int i = 0; i < count; ++i) program.reset(fiber);
  });
}

double threads(int count) {
  return best(count, [&] {
    for (int i = 0; i < count; ++i) {
      pthread_t thread;
      pthread_create(
          &thread, nullptr, [](void*) -> void* { return nullptr; }, nullptr);
      pthread_join(thread, nullptr);
    }
  });
}

double parked_threads(int count) {
  return best(count, [&] {
    FiberPool pool;
    for (int i = 0; i < count; ++i) pool.acquire();
  });
}

void measure_with(ThreadPointerMode mode, std::string_view name) {
  choose_thread_pointer_mode(mode);
  print(fmt::format("switch, {}", name), switches(5'000));
  print(fmt::format("switch in a chain of three calls, {}", name), chained_switches(5'000));
  print(fmt::format("acquire, prepare, run, release, {}", name), whole_fibers(5'000));
}

}  // namespace
}  // namespace tenter::explore

int main() {
  using namespace tenter::explore;
#ifdef TENTER_FIBER_SWITCH_BOOST
  fmt::print("fibers switched by Boost.Context, nanoseconds\n");
#else
  fmt::print("fibers switched by our own assembly, nanoseconds\n");
#endif
  print("context alone, thread pointer left as it is", context_switches(5'000));
  if (fsgsbase_usable()) measure_with(ThreadPointerMode::instruction, "wrfsbase");
  measure_with(ThreadPointerMode::system_call, "arch_prctl");
  print("reset of 256 bytes of thread-locals and more", resets(5'000));
  print("a thread parked for a new fiber, and ended", parked_threads(20));
  print("for comparison: pthread_create and pthread_join", threads(20));
}
