// What a task is about to do, as schedulers and oracles see it.
#pragma once

#include <cstdint>
#include <string_view>

namespace tenter::explore {

using TaskId = std::uint32_t;
inline constexpr TaskId kNoTask = ~TaskId{0};
inline constexpr TaskId kMaxTasks = 64;

// The visible operations: those at which the scheduler may let another task go first.
enum class Op : std::uint8_t {
  read,           // a plain access that is known to race
  write,
  atomic_load,
  atomic_store,
  atomic_update,  // read-modify-write, a successful compare-exchange among them
  fence,
  lock,           // of a mutex; disabled while another task owns it
  try_lock,
  unlock,         // visible only where a try_lock could tell the difference
  wait,           // taking a notification and the mutex again; disabled until both are there
  acquire,        // of a counted resource: semaphore, futex, barrier, ...; disabled until there
  release,
  sleep,          // moves the virtual clock
  yield,
};

constexpr std::string_view name_of(Op op) {
  constexpr std::string_view kNames[] = {"read", "write", "load",    "store",   "update", "fence", "lock", "try_lock",
                                         "unlock", "wait", "acquire", "release", "sleep",  "yield"};
  return kNames[static_cast<std::size_t>(op)];
}

// Whether the operation can change what another one on the same object sees or does.
constexpr bool modifies(Op op) { return op != Op::read && op != Op::atomic_load; }

struct Operation {
  Op op = Op::read;
  std::uint8_t size = 0;       // bytes accessed; 0 for synchronisation objects
  std::uintptr_t object = 0;   // the address accessed, or that of the synchronisation object
  std::uintptr_t pc = 0;       // where in the code

  bool overlaps(const Operation& other) const {
    const std::uintptr_t width = size == 0 ? 1 : size;
    const std::uintptr_t other_width = other.size == 0 ? 1 : other.size;
    return object < other.object + other_width && other.object < object + width;
  }
};

// Two operations are dependent when their order can matter: on overlapping objects, at least one modifying.
inline bool dependent(const Operation& a, const Operation& b) {
  return (modifies(a.op) || modifies(b.op)) && a.overlaps(b);
}

}  // namespace tenter::explore
