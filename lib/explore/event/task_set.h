// Tasks by their numbers, in order of creation, and sets of them.
#pragma once

#include <tenter/plugin.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>

namespace tenter::explore {

using TaskId = std::uint32_t;
inline constexpr TaskId kNoTask = ~TaskId{0};
// The most tasks of an execution. How many threads there can be is decided by kMaxActors alone: what has a place for
// each of them takes its size from here, or asserts that it has room.
inline constexpr TaskId kMaxTasks = kMaxActors;

// In constant time, and no larger than a word.
class TaskSet {
  using Bits = std::uint64_t;
  static_assert(kMaxTasks <= 64, "a set of more tasks needs more bits");

 public:
  constexpr TaskSet() = default;
  constexpr explicit TaskSet(TaskId task) : bits_(Bits{1} << task) {}
  constexpr TaskSet(std::initializer_list<TaskId> tasks) {
    for (const TaskId task : tasks) *this |= TaskSet(task);
  }

  constexpr bool empty() const { return bits_ == 0; }
  // Asked at every choice, and std::popcount() is a call where the processor is any x86-64: counted in pairs of bits,
  // then fours, then bytes (Knuth, The Art of Computer Programming 4A, 7.1.3).
  constexpr std::size_t size() const {
    Bits counts = bits_ - ((bits_ >> 1U) & 0x5555'5555'5555'5555);
    counts = (counts & 0x3333'3333'3333'3333) + ((counts >> 2U) & 0x3333'3333'3333'3333);
    counts = (counts + (counts >> 4U)) & 0x0f0f'0f0f'0f0f'0f0f;
    return (counts * 0x0101'0101'0101'0101) >> 56U;
  }
  constexpr bool contains(TaskId task) const { return ((bits_ >> task) & 1) != 0; }
  // REQUIRES: not empty.
  constexpr TaskId lowest() const { return static_cast<TaskId>(std::countr_zero(bits_)); }
  // REQUIRES: not empty.
  constexpr void remove_lowest() { bits_ &= bits_ - 1; }

  constexpr TaskSet& operator|=(TaskSet other) { return bits_ |= other.bits_, *this; }
  constexpr TaskSet& operator&=(TaskSet other) { return bits_ &= other.bits_, *this; }
  constexpr TaskSet& operator-=(TaskSet other) { return bits_ &= ~other.bits_, *this; }
  friend constexpr TaskSet operator|(TaskSet a, TaskSet b) { return a |= b; }
  friend constexpr TaskSet operator&(TaskSet a, TaskSet b) { return a &= b; }
  // Those of `a` that are not in `b`.
  friend constexpr TaskSet operator-(TaskSet a, TaskSet b) { return a -= b; }
  friend constexpr bool operator==(TaskSet, TaskSet) = default;

  // Goes through the tasks in ascending order.
  class Iterator {
   public:
    constexpr explicit Iterator(Bits rest) : rest_(rest) {}
    constexpr TaskId operator*() const { return static_cast<TaskId>(std::countr_zero(rest_)); }
    constexpr Iterator& operator++() { return rest_ &= rest_ - 1, *this; }
    friend constexpr bool operator!=(const Iterator& iterator, std::default_sentinel_t) {
      return iterator.rest_ != 0;
    }

   private:
    Bits rest_;
  };
  constexpr Iterator begin() const { return Iterator(bits_); }
  constexpr std::default_sentinel_t end() const { return {}; }

 private:
  Bits bits_ = 0;
};

}  // namespace tenter::explore
