// What goes wrong in an execution besides races, or is worth a look.
#pragma once

#include <tenter/anomaly.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "explore/event/operation.h"

namespace tenter::explore {

// A task that did not end by returning: an exception left it, or it ended the program.
//
// Such an end is the last thing that happens in an execution: the other tasks go on as long as they can, as they
// could have done before it. So what is explored of them does not depend on how far they happened to be.
struct Death {
  TaskId task = 0;
  Anomaly kind = Anomaly::abort;
  std::string detail;
  std::uintptr_t pc = 0;      // where it was, or its last visible operation
  std::uintptr_t object = 0;  // the block of the heap that it was about, if any
};

// A block of the heap that nothing points to when the execution is over; or a thread that has ended then, and was
// neither joined nor detached.
struct Leak {
  std::uintptr_t block = 0;
  std::size_t size = 0;
  TaskId thread = kNoTask;  // else there is no block
  TaskId maker = kNoTask;   // of the thread
  std::uintptr_t pc = 0;    // where it was made
};

// A read of bytes of the heap that nobody is known to have written since they were allocated. That may be right: what
// is only copied may be anything, and code without instrumentation writes unseen.
struct UnwrittenRead {
  TaskId task = 0;
  std::uint32_t block = 0;   // its number (Arena::Block)
  std::uint32_t offset = 0;  // in the block
  std::uint32_t size = 0;
  std::uint32_t block_size = 0;
  std::uintptr_t pc = 0;
  std::size_t step = 0;  // so many had been made

  // In another execution of the same schedule. Blocks may have other numbers there: what a library allocates once a
  // process comes in between.
  bool is_same(UnwrittenRead there) const {
    there.block = block;
    return there == *this;
  }
  friend bool operator==(const UnwrittenRead&, const UnwrittenRead&) = default;
};

// A call of this name in ExternalWait: a thread more than there can be tasks.
inline constexpr const char* kThreadsNeeded = "pthread_create";

// A task that waited at the end for what is outside of the program (sync/external_wait.h).
struct ExternalWait {
  TaskId task = 0;
  std::string call;  // the function that waits
};

}  // namespace tenter::explore
