// Which tasks go round a loop until others change something: `while (!flag.load()) ;`, a spin lock, a try_lock in a
// loop, polling under a mutex, with yields or sleeps in between.
//
// The rule. A task spins when it is about to make a visible operation for the third time, or later,
//   - in the state in which it was about to make it the time before: registers and stack (local_state.h), and the
//     mutexes that it owns;
//   - and has changed nothing in between;
//   - and what it has looked at in between has still the value that it saw.
// It would do the same again and again. So it is disabled for as long as all that it looked at stays as it is, like
// one that waits for a mutex: no execution is lost by that, except those that differ in nothing but more such rounds.
// A loop that counts its rounds, in a register say, never is in the same state again and is not disabled, so a loop
// that gives up is explored with all its ways to give up.
//
// What the rule cannot see is what code without instrumentation keeps to itself, and plain memory that is changed
// unseen. Hence, when nobody else can go on, each task that spins goes round once more (try_again()). When all have
// done so, and nothing has come of it, nothing ever will: a livelock, and no deadlock, as long as one of them is not
// waiting for something that only others can give it.
//
// Loops that do count, back off or keep statistics come under the weaker rule of fairness: at the same operation for
// more than kPatience times a task has exceeded the bound and goes on only as one that gives way (fairness.h). It is
// counted anew when what it looks at has changed, or when it has changed memory that others look at and not put it
// back, as a spin lock is that it takes and gives back in each round. A yield is never counted anew: who yields has
// nothing better to do, and two who wait so may disturb each other for ever. A loop that gives up after more than
// kPatience rounds may therefore be seen to give up only when nobody else can go on.
//
// What is a change: an atomic store or update of another value, and whatever else modifies an object. To lock a mutex
// and to unlock it again is none where nobody tries to lock it, for a task that has done so before at the same place
// and has written nothing in between: it polls.
//
// Thread safety: none.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "explore/event/operation.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Spinning {
 public:
  // As many as libstdc++ 12 goes round before it asks the kernel to wait, and a few.
  static constexpr std::uint32_t kPatience = 20;

  // A new execution, in which there is nobody yet.
  void begin();
  // The next task.
  void start(TaskId task);

  // `task` comes to its next operation; `top` is where its stack ends. After did() and wrote() of all before it.
  void comes_to(TaskId task, const Operation& operation, const std::byte* top);
  // `task` has done this as part of the running step. `by`: by how much the value of the object has changed.
  // `watched`: somebody might have tried to get the mutex that it has locked.
  void did(TaskId task, const Operation& operation, std::uint64_t by, bool watched);
  // It has written plain memory that others may see.
  void wrote(TaskId task) {
    Rounds& rounds = rounds_[task];
    ++rounds.changes;
    rounds.dirty = true;
    rounds.has_written = true;
  }
  // It has done something else that will not be the same again: started a task, say, or looked at the clock.
  void acted(TaskId task) { ++rounds_[task].changes; }
  // Plain memory that `task` has read has been changed by another one.
  void disturb(TaskId task) { rounds_[task].disturbed_now = true; }

  // `task` is chosen to make the operation that it has come to. Where it had waited for a change, `footprint` gets
  // all that could have been that change: the step has to come after it.
  void goes_on(TaskId task, std::vector<Operation>& footprint);

  // Goes round, and nothing has changed that would lead it out.
  bool spins(TaskId task) const {
    const Rounds& rounds = rounds_[task];
    return rounds.spins && !rounds.tries_again && undisturbed_since(rounds, rounds.round);
  }
  // Has gone round for long, if perhaps for the last time.
  bool exceeded_spin_bound(TaskId task) const { return rounds_[task].exceeded_bound; }

  // Of these, who are all there are that could go on if they did not spin: one that is to go round once more, and no
  // longer spins until it has; kNoTask when all have.
  TaskId try_again(TaskSet spinning);

 private:
  static constexpr std::size_t kMostVisits = 16;  // of a loop; of larger ones none is known to be a spin

  // An operation that the task has come to, or one merged with it.
  struct Visit {
    Operation operation;
    std::uint32_t count = 0;    // how often in a row
    std::uint32_t total = 0;    // how often
    std::uint32_t last = 0;     // when, by the task's own clock
    std::uint64_t changes = 0;  // of the task, then
    std::uint64_t net = 0;      // of these, what was left, then
    std::uint64_t owned = 0;    // by the task, then
    std::uint64_t state = 0;    // of the task, then; 0 where nobody asked
    std::uint64_t delta = 0;    // what others have done to the object since
  };
  struct Rounds {
    std::array<Visit, kMostVisits> visits;
    std::size_t size = 0;
    std::size_t pending = 0;    // the visit that the task has come to
    std::uint64_t objects = 0;  // of visits; a bit for many
    std::uint32_t clock = 0;
    std::uint32_t disturbed = 0;  // when it last saw a change
    std::uint64_t changes = 0;    // that it has made
    std::uint64_t net = 0;        // of objects: by how much each, in one number; what is put back is none
    bool has_written = false;     // plain memory, since the last of these
    std::uint64_t owned = 0;      // which mutexes: the sum of a number each
    std::uint32_t locks = 0;      // how many
    bool dirty = false;           // may have written since it owned none
    bool disturbed_now = false;
    bool spins = false;
    bool tries_again = false;
    bool exceeded_bound = false;
    std::uint32_t round = 0;  // where it spins: when the round began
  };

  static std::uint64_t bits_of(std::uintptr_t object, std::size_t size);
  std::uint64_t unique() { return unique_ += 0x9e3779b97f4a7c15ULL; }
  static Visit& visit_of(Rounds& rounds, const Operation& operation);
  static bool undisturbed_since(const Rounds& rounds, std::uint32_t moment);
  static bool has_worked(const Rounds& rounds, const Visit& visit);
  static bool in_same_state(Rounds& rounds, Visit& visit, const std::byte* top);
  void looked(TaskId task, const Operation& operation);
  void slept(TaskId task, const Operation& operation);
  void changed(TaskId task, const Operation& operation, std::uint64_t by);
  void took(TaskId task, std::uintptr_t mutex, bool watched);
  void gave(TaskId task, std::uintptr_t mutex, bool watched);
  void note_change(TaskId by, std::uintptr_t object, std::size_t size, std::uint64_t delta);

  std::array<Rounds, kMaxTasks> rounds_;
  TaskId count_ = 0;
  std::uint64_t unique_ = 0;
  TaskSet tried_;  // who spin and have gone round once more for nothing
};

}  // namespace tenter::explore
