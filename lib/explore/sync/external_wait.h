// What the kernel keeps for all processes: pipes, sockets, event counters, locks of files, children, signals.
//
// A call on any of it is a visible step on one object that stands for all of it: who came first matters, wherever
// that was. A call that would have to wait is a step that cannot be made until the kernel says that it need not wait
// any more. So a pipe between two threads is explored as what it is. When nobody can go on and somebody waits here,
// the execution ends as one that nobody can judge (Ending::external_wait): others than the scenario may still do
// something.
//
// Files are none of this: nobody waits for them, and what is in them is part of no execution.
#pragma once

#include <optional>

#include "explore/runtime/hooks.h"
#include "explore/sync/clock.h"

namespace tenter::explore {

// REQUIRES: inside the runtime, for all that follow.

// A call that is about to be made.
struct ExternalCall {
  const char* name;
  Task::Ready ready;  // asked when it is to be known whether it need not wait
  void* subject;      // given to `ready`
};

// It does not wait, whatever comes of it.
void step_externally(Runtime& runtime, std::uintptr_t pc);
// Returns when it need not wait.
void await_external(Runtime& runtime, const ExternalCall& call, std::uintptr_t pc);
// The same, but not longer than for `limit`. False when that has passed.
bool await_external(Runtime& runtime, const ExternalCall& call, const timespec& limit, std::uintptr_t pc);
// It has been made: what others did there before comes before what follows.
void stepped_externally(Runtime& runtime);
// It has been made, and changed nothing.
void looked_externally(Runtime& runtime);

// How a descriptor is about to be used.
struct Use {
  const char* call;
  int descriptor;
  short events;  // of poll(): those after which it does not wait
  bool may_wait = true;
  bool refused = false;  // though it was told that it would not be
};

// Whether it is one that somebody may wait for, and not a file.
bool is_external(const Use& use);
// Before the call, on such a descriptor.
void take_turn(Runtime& runtime, Use& use, std::uintptr_t pc);
// After it. False when it is to be made once more, since it could not be made without waiting after all.
bool turn_is_over(Runtime& runtime, Use& use, bool refused);

// As long as it lives, calls on the descriptor do not wait.
class Impatient {
 public:
  explicit Impatient(int descriptor);
  ~Impatient();
  Impatient(const Impatient&) = delete;
  Impatient& operator=(const Impatient&) = delete;

 private:
  int descriptor_;
  int flags_;
};

// Makes a call that returns a negative number and EAGAIN when it would have to wait.
template <class Call>
auto in_turn(Runtime& runtime, Use use, std::uintptr_t pc, const Call& call) {
  if (!is_external(use)) return call();
  for (;;) {
    take_turn(runtime, use, pc);
    const Impatient impatient(use.descriptor);
    const auto result = call();
    if (turn_is_over(runtime, use, result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))) return result;
  }
}

}  // namespace tenter::explore
