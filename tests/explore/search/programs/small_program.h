// Small random programs over memory, locks, condition variables, semaphores, time and loops that wait, to hold what
// is explored against what a naive interpreter enumerates.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <ostream>
#include <vector>

namespace tenter::explore::test {

inline constexpr int kObjects = 2;  // of each kind
inline constexpr int kMostThreads = 4;
inline constexpr int kMostOps = 12;  // a thread
inline constexpr int kMeeting = 2;   // threads, at a barrier

enum class Do : std::uint8_t {
  read,  // a plain access
  write,
  load,
  store,
  add,  // fetch_add(value)
  exchange,
  compare_exchange,  // 0 to value
  fence,
  lock,
  try_lock,  // where it fails, the next `value` operations are skipped
  unlock,
  wait,  // on the condition variable of the same number as the mutex, which it owns
  notify_one,
  notify_all,
  read_lock,  // of a lock that readers share
  write_lock,
  try_write_lock,  // as try_lock
  read_write_unlock,
  post,        // to a semaphore, which begins with 0
  take,        // from it
  timed_wait,  // as wait, at most until the clock shows `value`
  sleep,       // until then; the clock begins with 0
  now,         // what it shows
  yield,
  // Loops, of which any number of rounds is none.
  await,      // loads until it sees `value`
  await_any,  // loads of one and the other until it sees `value`
  spin_lock,  // exchanges for `value` until it has seen 0
  try_until,  // tries to lock until it has
  meet,       // waits at a barrier for another one
};
constexpr bool accesses_memory(Do what) { return what <= Do::compare_exchange; }

// Of a compare-exchange with this order that fails.
constexpr std::memory_order failure_order(std::memory_order order) {
  if (order == std::memory_order_release) return std::memory_order_relaxed;
  return order == std::memory_order_acq_rel ? std::memory_order_acquire : order;
}

struct Op {
  Do what = Do::load;
  std::uint8_t object = 0;
  std::uint8_t value = 0;
  std::memory_order order = std::memory_order_seq_cst;  // of an atomic or a fence
};

struct SmallProgram {
  std::vector<std::vector<Op>> threads;
};

std::ostream& operator<<(std::ostream& out, const SmallProgram& program);

// Of each operation what it saw, in its thread's order; kNotReached, or kSkipped after a try_lock that failed.
inline constexpr std::int8_t kNotReached = -1;
inline constexpr std::int8_t kSkipped = -2;
struct Final {
  std::array<std::array<std::int8_t, kMostOps>, kMostThreads> seen;
  std::array<std::int8_t, kObjects> memory{};
  bool stuck = false;  // some thread could not go on

  Final() {
    for (auto& thread : seen) thread.fill(kNotReached);
  }
  friend auto operator<=>(const Final&, const Final&) = default;
};

std::ostream& operator<<(std::ostream& out, const Final& final);

struct Shape {
  int threads = 2;
  int items = 3;  // at most, a thread; an item is an operation or a block under a lock
  bool locks = true;
  bool conditions = true;
  bool sharing = true;  // locks for readers and writers, and semaphores
  bool plain = false;   // accesses, which may race
  bool time = false;    // waits with a limit, sleeping, yielding
  bool loops = false;
  bool barriers = false;
};

// REQUIRES: at most kMostThreads; called within a RapidCheck property.
SmallProgram random_program(const Shape& shape);

}  // namespace tenter::explore::test
