// The objects of steps that no address in the program stands for: what all tasks of a process share, and what is of
// one.
#pragma once

#include <cstdint>
#include <string_view>

#include "explore/event/operation.h"

namespace tenter::explore {

inline constexpr std::uintptr_t kClock = 1;  // see runtime/virtual_clock.h
// Those who read it are another one, so that neither costs anything in a program without the other.
inline constexpr std::uintptr_t kClockReaders = 2;
inline constexpr std::uintptr_t kRandom = 3;  // see sync/random.h
inline constexpr std::uintptr_t kRandom48 = 4;
inline constexpr std::uintptr_t kOutside = 5;  // see sync/outside.h

// Of the task's own, for its steps that are about nothing that others could see.
constexpr std::uintptr_t nobody_elses(TaskId task) { return std::uintptr_t{kMaxTasks} + task; }

// One for each class of blocks of the heap that stand for each other (Arena::object_of).
inline constexpr std::uintptr_t kFirstHeapClass = 0x200;
inline constexpr std::uintptr_t kHeapClasses = 64;

// Empty for others.
constexpr std::string_view process_object(std::uintptr_t object) {
  if (object - kFirstHeapClass < kHeapClasses) return "the heap";
  switch (object) {
    case kClock:
    case kClockReaders:
      return "the clock";
    case kRandom:
      return "the state of rand()";
    case kRandom48:
      return "the state of drand48()";
    case kOutside:
      return "what the kernel keeps";
    default:
      return {};
  }
}

// Where in memory an object is: the queue of a futex has the complement of the word's address (sync/futex.cpp).
constexpr std::uintptr_t memory_of_object(std::uintptr_t object) {
  constexpr std::uintptr_t kQueueBit = std::uintptr_t{1} << 63U;
  return (object & kQueueBit) != 0 ? ~object : object;
}

}  // namespace tenter::explore
