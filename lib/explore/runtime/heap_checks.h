// What is wrong with how the program uses memory: it is no more, nobody has written it, or nobody gives it back.
//
// Thread safety: none.
#pragma once

#include <tenter/body.h>

#include <cstddef>
#include <cstdint>
#include <optional>

#include "explore/event/execution_result.h"
#include "explore/event/operation.h"
#include "explore/memory/arena.h"
#include "explore/memory/fill.h"
#include "explore/memory/world.h"
#include "explore/runtime/announcement.h"
#include "explore/runtime/tasks.h"

namespace tenter::explore {

class HeapChecks {
 public:
  // Adds to `result` what is read unwritten, and what leaks. REQUIRES: all of them outlive it.
  HeapChecks(Arena& heap, const Tasks& tasks, ExecutionResult& result)
      : heap_(heap), tasks_(tasks), result_(result) {}

  // --- As the program allocates. ---

  // The current task has got a block of the heap. What is in it means nothing.
  void allocated(void* block, std::size_t size);
  // ... but here it does: zeros.
  void zeroed(void* block, std::size_t size);
  // ... and here: what is in `from`, as far as there is room for it, has been copied. `from` is a block, or should
  // be.
  void moved(void* to, const void* from);
  // It gives one back. Returns what it dies of: the block has been freed before, or is none.
  std::optional<Death> free(const void* block, std::uintptr_t pc);

  // --- As it accesses memory. ---

  // Whether it may be no more: then death_by() says.
  bool may_be_dead(const Operation& operation) const {
    const void* const at = operation.object.memory();
    return heap_.owns(at) ? heap_.touches_freed(at, operation.size)
                          : tasks_.fibers().has_stack_at(at) && !tasks_.is_on_own_stack(operation.object.code());
  }
  // What the current task dies of when it makes this operation.
  std::optional<Death> death_by(const Operation& operation) const;
  // Some of what it reads has never been written.
  void read_unwritten(const Operation& operation);

  // --- For who runs executions. ---

  // What fresh memory holds in executions from now on, as far as the language leaves that open.
  void fill_fresh(const Fill& fill) { fill_ = fill; }
  // The execution is over. What it has not freed, the state aside, is what the next two are about.
  void look_for_live_blocks(StateRange state);
  // All tasks have ended by returning. What lies in the variables of `world` is not lost.
  void note_leaks(const World& world);
  // Whether the C or C++ runtime has a pointer to any.
  bool c_runtimes_keep_any() const;
  // Null: nobody.
  void set_listener(Announcements* listener) { listener_ = listener; }

 private:
  void report_event(MemoryEvent::What what, const void* block);
  void fill(void* block, std::size_t from, std::size_t to) const;
  bool is_of_ended_frame(std::uintptr_t address) const;

  Arena& heap_;
  const Tasks& tasks_;
  ExecutionResult& result_;
  Fill fill_;
  Announcements* listener_ = nullptr;
  std::vector<Arena::Block> live_;  // of note_leaks(); kept for its memory
};

}  // namespace tenter::explore
