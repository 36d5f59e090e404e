#include "explore/sync/once.h"

namespace tenter::explore {
namespace {

// Of each of the two, the words in it that say how far it is; so it is reset with the program's memory.
struct Progress {
  std::uint8_t done;
  std::uint8_t going_on;
};
static_assert(sizeof(Progress) <= sizeof(pthread_once_t));

bool nobody_is_at_it(const Runtime&, TaskId, void* progress) {
  return static_cast<const Progress*>(progress)->going_on == 0;
}

bool begin(Runtime& runtime, Progress& progress, std::uintptr_t pc) {
  const auto address = reinterpret_cast<std::uintptr_t>(&progress);
  runtime.point({Op::acquire, 0, address, pc}, &nobody_is_at_it, &progress);
  if (progress.done == 0) {
    progress.going_on = 1;
    return true;
  }
  runtime.races().atomic_load(runtime.current(), address, std::memory_order_acquire);
  return false;
}

// A visible step: those who read the first byte by themselves can tell when it came.
void end(Runtime& runtime, Progress& progress, bool done, std::uintptr_t pc) {
  const auto address = reinterpret_cast<std::uintptr_t>(&progress);
  runtime.point({Op::release, 0, address, pc});
  if (done) runtime.races().atomic_store(runtime.current(), address, std::memory_order_release);
  progress.done = done ? 1 : 0;
  progress.going_on = 0;
}

}  // namespace

bool begin_once(Runtime& runtime, pthread_once_t& once, std::uintptr_t pc) {
  return begin(runtime, reinterpret_cast<Progress&>(once), pc);
}

void end_once(Runtime& runtime, pthread_once_t& once, bool done, std::uintptr_t pc) {
  end(runtime, reinterpret_cast<Progress&>(once), done, pc);
}

bool begin_guarded(Runtime& runtime, std::uint64_t& guard, std::uintptr_t pc) {
  return begin(runtime, reinterpret_cast<Progress&>(guard), pc);
}

void end_guarded(Runtime& runtime, std::uint64_t& guard, bool done, std::uintptr_t pc) {
  end(runtime, reinterpret_cast<Progress&>(guard), done, pc);
}

}  // namespace tenter::explore
