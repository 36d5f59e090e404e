// Tells a task that goes in a circle, waiting for others, from one that gets on.
//
// A loop that looks at shared memory, finds nothing new and comes back to the same place with the same registers and
// the same stack, while nobody has changed anything in between, is where it was: going round once more leads to no
// state that was not reached before. So the task may as well wait until something has changed. This leaves out
// nothing, unlike fairness rules by numbers of tries, and a search over programs that spin is finite; when nobody is
// left to change anything it is a livelock, for certain. A loop that counts its tries is not taken for one.
//
// Unseen are changes that no hook tells of, by uninstrumented code. So the first time that a task comes by a place
// counts as a change, too: who goes on with something else may have left something behind.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "explore/event/operation.h"

namespace tenter::explore {

// Of one task. Thread safety: none.
class Stutter {
 public:
  // Forgets everything: of a new task.
  void begin() { *this = {}; }

  enum class Progress : std::uint8_t { new_place, known_place, circle };

  // The task is about to make a step that may change nothing, `effects` being how many changes the execution has
  // seen. On the task's own stack, which ends at `top`.
  Progress progress(const Operation& operation, std::uint64_t effects, const std::byte* top);

 private:
  // A place that the task has come by.
  struct Place {
    std::uintptr_t pc = 0;
    std::uintptr_t object = 0;
    std::uint64_t effects = 0;
    std::uint32_t visits = 0;  // since these effects
    std::uint64_t state = 0;   // at the last visit but the first
  };
  static constexpr std::size_t kPlaces = 8;  // loops that look at more things at a time are not seen through

  Place* known(const Operation& operation);
  void remember(const Operation& operation, std::uint64_t effects);

  std::array<Place, kPlaces> places_{};
  std::size_t next_ = 0;
};

// Whether the operation may leave everything as it was.
constexpr bool may_change_nothing(Op op) {
  switch (op) {
    case Op::read:
    case Op::atomic_load:
    case Op::atomic_store:
    case Op::atomic_update:
    case Op::lock:
    case Op::try_lock:
    case Op::yield:
    case Op::sleep:
      return true;
    default:
      return false;
  }
}

}  // namespace tenter::explore
