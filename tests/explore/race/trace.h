// What some tasks did, in the order in which they did it.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "explore/event/operation.h"

namespace tenter::explore::test {

enum class Did : std::uint8_t { read, write, load, store, update, fence, acquire, release, fork, join };

struct Event {
  Did what = Did::read;
  TaskId task = 0;
  std::uintptr_t address = 0;  // of memory or of a synchronisation object
  std::size_t size = 0;        // of memory
  std::memory_order order = std::memory_order_relaxed;
  TaskId other = kNoTask;  // forked or joined
};

// REQUIRES: task 0 runs from the start, others from their fork to their join, which there is at most one of.
using Trace = std::vector<Event>;

constexpr bool accesses_memory(const Event& event) { return event.what <= Did::update; }
constexpr bool is_atomic(const Event& event) { return Did::load <= event.what && event.what <= Did::update; }
constexpr bool writes(const Event& event) {
  return event.what == Did::write || event.what == Did::store || event.what == Did::update;
}

}  // namespace tenter::explore::test
