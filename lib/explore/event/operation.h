// What a task is about to do, as schedulers and oracles see it.
#pragma once

#include <cstdint>
#include <string_view>

#include "explore/event/object.h"

namespace tenter::explore {

// The visible operations: those at which the scheduler may let another task go first.
enum class Op : std::uint8_t {
  read,  // a plain access that is known to race
  write,
  atomic_load,  // a failing compare-exchange among them
  atomic_store,
  atomic_update,  // read-modify-write
  fence,
  lock,        // of a mutex; disabled while a task owns it
  try_lock,    // one that succeeds
  failed_try,  // one that does not: it only looks
  unlock,      // visible only where a try_lock could tell the difference
  wait,        // giving a mutex back to wait on a condition variable; looking whether to wait on a futex
  wake,        // taking a notification and the mutex again; disabled until both are there
  acquire,     // of a counted resource: semaphore, futex, barrier, ...; disabled until there
  release,
  sleep,  // moves the virtual clock
  yield,
  allocate,  // visible only where it matters who gets which block
  free,      // of a block of the heap: a write to all of it
  invoke,    // the beginning of an operation of an object, whose history is judged
  respond,   // its end
  destroy,   // of a synchronisation object
};

constexpr std::string_view name_of(Op op) {
  constexpr std::string_view kNames[] = {
      "read",     "write",           "load",     "store", "update", "fence",   "lock",
      "try_lock", "failed try_lock", "unlock",   "wait",  "wake",   "acquire", "release",
      "sleep",    "yield",           "allocate", "free",  "invoke", "return",  "destroy"};
  return kNames[static_cast<std::size_t>(op)];
}

// Whether the operation can change what another one on the same object sees or does.
constexpr bool modifies(Op op) { return op != Op::read && op != Op::atomic_load && op != Op::failed_try; }

constexpr bool is_of_history(Op op) { return op == Op::invoke || op == Op::respond; }

struct Operation {
  Op op = Op::read;
  std::uint32_t size = 0;    // bytes accessed; 0 for synchronisation objects
  Object object;             // what is accessed, or the synchronisation object
  std::uintptr_t pc = 0;     // where in the code
  std::uintptr_t mutex = 0;  // what a wait gives back, and takes again besides the notification

  // The mutex that is owned from here on; 0 when the operation takes none.
  constexpr std::uintptr_t taken_mutex() const {
    return op == Op::lock || op == Op::try_lock ? object.code() : op == Op::wake ? mutex : 0;
  }
  // The mutex that is free from here on; 0 when the operation gives none back.
  constexpr std::uintptr_t given_mutex() const {
    return op == Op::unlock ? object.code() : op == Op::wait ? mutex : 0;
  }
};

namespace detail {

// Two ranges of bytes; of synchronisation objects their first byte stands for all.
constexpr bool overlap(std::uintptr_t a, std::size_t a_size, std::uintptr_t b, std::size_t b_size) {
  return a < b + (b_size == 0 ? 1 : b_size) && b < a + (a_size == 0 ? 1 : a_size);
}

constexpr bool overlap(const Operation& a, const Operation& b) {
  return overlap(a.object.code(), a.size, b.object.code(), b.size);
}

}  // namespace detail

// Two operations are dependent when their order can matter: on overlapping objects, at least one modifying. Who came
// first to wait for the same thing is no matter: whoever is scheduled first takes what comes.
// Of a history it is what was over before what began.
inline bool dependent(const Operation& a, const Operation& b) {
  if (is_of_history(a.op) || is_of_history(b.op)) return is_of_history(a.op) && is_of_history(b.op) && a.op != b.op;
  if (!modifies(a.op) && !modifies(b.op)) return false;
  const bool wait_both = a.op == Op::wait && b.op == Op::wait;
  if (!wait_both && detail::overlap(a, b)) return true;
  if (a.mutex != 0 && (a.mutex == b.object || a.mutex == b.mutex)) return true;
  return b.mutex != 0 && b.mutex == a.object;
}

}  // namespace tenter::explore
