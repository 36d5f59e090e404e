// An operation that a task is about to make, and how the task came there.
#pragma once

#include <cstdint>
#include <vector>

#include "explore/event/operation.h"
#include "explore/memory/arena.h"

namespace tenter::explore {

struct Announcement {
  TaskId task = 0;
  Operation operation;
  std::vector<std::uintptr_t> stack;  // return addresses, innermost first
  std::vector<Arena::Block> blocks;   // of the heap, that it is made on
};

// REQUIRES: on the task's own stack.
Announcement announcement_of(TaskId task, const Operation& operation, const Arena& heap);

// Something that has happened to a block of the heap, or is about to, and where.
struct MemoryEvent {
  // died: a task, not a block. read_unwritten: some of it, of which nobody knows that it had been written.
  enum class What : std::uint8_t { allocated, freed, died, read_unwritten };

  What what = What::allocated;
  TaskId task = 0;
  Arena::Block block;
  std::vector<std::uintptr_t> stack;  // return addresses, innermost first
};

// REQUIRES: on the task's own stack.
MemoryEvent memory_event(MemoryEvent::What what, TaskId task, const Arena::Block& block);

// Is told of each operation as its task announces it. What is called here is not the program's.
class Announcements {
 public:
  virtual ~Announcements() = default;
  virtual void announced(const Announcement& announcement) = 0;
  virtual void happened(const MemoryEvent& event) = 0;
};

}  // namespace tenter::explore
