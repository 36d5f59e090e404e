#include "interpreter.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace tenter::explore::test {
namespace {

std::vector<State> done(State state, std::size_t thread, std::int8_t seen) {
  auto& of_thread = state.final.seen[thread];
  auto at = static_cast<std::size_t>(state.at[thread]);
  of_thread[at] = seen;
  do {
    ++at;
  } while (at < kMostOps && of_thread[at] == kSkipped);
  state.at[thread] = static_cast<std::int8_t>(at);
  return {state};
}

std::vector<State> done_if(bool possible, const State& state, std::size_t thread) {
  return possible ? done(state, thread, 0) : std::vector<State>{};
}

// Where it is not taken, what depends on it is skipped.
std::vector<State> tried(bool taken, State& state, std::size_t thread, const Op& op) {
  const auto at = static_cast<std::size_t>(state.at[thread]);
  for (std::size_t i = 1; i <= op.value && !taken; ++i) state.final.seen[thread][at + i] = kSkipped;
  return done(state, thread, taken ? 1 : 0);
}

bool is_free(const State& state, const Op& op) {
  return state.writer[op.object] == kNobody && state.readers[op.object] == 0;
}

// Takes what is free.
bool take(std::int8_t& owner, std::size_t thread) {
  if (owner != kNobody) return false;
  owner = static_cast<std::int8_t>(thread);
  return true;
}

std::int8_t on_memory(std::int8_t& value, const Op& op) {
  const std::int8_t seen = value;
  const auto given = static_cast<std::int8_t>(op.value);
  switch (op.what) {
    case Do::write:
    case Do::store:
      value = given;
      return 0;
    case Do::add:
      value = static_cast<std::int8_t>(value + given);
      return seen;
    case Do::exchange:
      value = given;
      return seen;
    case Do::compare_exchange:
      if (seen == 0) value = given;
      return seen;
    default:
      return seen;
  }
}

class Enumeration {
 public:
  explicit Enumeration(const SmallProgram& program) : interpreter_(program) {}

  std::set<Final> all() {
    visit(State{});
    return finals_;
  }

 private:
  void visit(const State& state) {
    if (!visited_.insert(state).second) return;
    bool any = false;
    bool all_finished = true;
    for (std::size_t thread = 0; thread < interpreter_.threads(); ++thread) {
      if (interpreter_.is_finished(state, thread)) continue;
      all_finished = false;
      for (const State& next : interpreter_.step(state, thread)) {
        any = true;
        visit(next);
      }
    }
    if (any) return;
    Final final = state.final;
    final.stuck = !all_finished;
    finals_.insert(final);
  }

  Interpreter interpreter_;
  std::set<State> visited_;
  std::set<Final> finals_;
};

}  // namespace

std::vector<State> Interpreter::step(State state, std::size_t thread) const {
  const Op& op = next(state, thread);
  if (accesses_memory(op.what)) {
    const std::int8_t seen = on_memory(state.final.memory[op.object], op);
    return done(state, thread, seen);
  }
  switch (op.what) {
    case Do::sleep:
      state.clock = std::max(state.clock, static_cast<std::int8_t>(op.value));
      return done(state, thread, 0);
    case Do::now:
      return done(state, thread, state.clock);
    case Do::post:
      ++state.semaphore[op.object];
      return done(state, thread, 0);
    case Do::take:
      return done_if(state.semaphore[op.object]-- > 0, state, thread);
    case Do::fence:
    case Do::yield:
      return done(state, thread, 0);
    case Do::await:
    case Do::await_any:
    case Do::spin_lock:
    case Do::try_until:
      return on_loops(state, thread, op);
    case Do::meet:
      return meet(state, thread, op);
    default:
      return on_locks(state, thread, op);
  }
}

// Rounds that change nothing are none.
std::vector<State> Interpreter::on_loops(State& state, std::size_t thread, const Op& op) const {
  const auto& memory = state.final.memory;
  const auto value = static_cast<std::int8_t>(op.value);
  switch (op.what) {
    case Do::await:
      return done_if(memory[op.object] == value, state, thread);
    case Do::await_any:
      return done_if(std::find(memory.begin(), memory.end(), value) != memory.end(), state, thread);
    case Do::spin_lock:
      if (memory[op.object] == value) return {};
      // Goes round where it has seen something else than 0, and has written its value all the same.
      if (std::exchange(state.final.memory[op.object], value) != 0) return {state};
      return done(state, thread, 0);
    default:
      return done_if(take(state.owner[op.object], thread), state, thread);
  }
}

// Comes, and then leaves when another one has come. Who is the first to leave is told so.
std::vector<State> Interpreter::meet(State& state, std::size_t thread, const Op& op) const {
  std::int8_t& meets = state.meets[thread];
  std::int8_t& round = state.round[op.object];
  std::uint32_t& untold = state.untold[op.object];
  if (meets == kNobody) {
    meets = round;
    if (++state.arrived[op.object] % kMeeting == 0) untold |= 1U << round++;
    return {state};
  }
  if (meets == round) return {};
  const std::uint32_t bit = 1U << std::exchange(meets, kNobody);
  const bool is_first = (untold & bit) != 0;
  untold &= ~bit;
  return done(state, thread, is_first ? 1 : 0);
}

std::vector<State> Interpreter::on_locks(State& state, std::size_t thread, const Op& op) const {
  std::int8_t& owner = state.owner[op.object];
  std::int8_t& writer = state.writer[op.object];
  switch (op.what) {
    case Do::lock:
      return done_if(take(owner, thread), state, thread);
    case Do::try_lock:
      return tried(take(owner, thread), state, thread, op);
    case Do::unlock:
      owner = kNobody;
      return done(state, thread, 0);
    case Do::read_lock:
      ++state.readers[op.object];
      return done_if(writer == kNobody, state, thread);
    case Do::write_lock:
      return done_if(is_free(state, op) && take(writer, thread), state, thread);
    case Do::try_write_lock:
      return tried(is_free(state, op) && take(writer, thread), state, thread, op);
    case Do::read_write_unlock:
      if (writer == static_cast<std::int8_t>(thread)) {
        writer = kNobody;
      } else {
        --state.readers[op.object];
      }
      return done(state, thread, 0);
    default:
      return on_conditions(state, thread, op);
  }
}

std::vector<State> Interpreter::on_conditions(State& state, std::size_t thread, const Op& op) const {
  switch (op.what) {
    case Do::notify_one:
      return notify_one(state, thread, op);
    case Do::notify_all:
      for (std::size_t other = 0; other < threads(); ++other) {
        if (waits_for(state, other, op.object)) state.waiting[other] = Waiting::for_mutex;
      }
      return done(state, thread, 0);
    default:
      return wait(state, thread, op);
  }
}

std::vector<State> Interpreter::wait(State& state, std::size_t thread, const Op& op) const {
  Waiting& waiting = state.waiting[thread];
  switch (waiting) {
    case Waiting::no:
      waiting = Waiting::for_notification;
      state.owner[op.object] = kNobody;
      return {state};
    case Waiting::for_notification:
      if (op.what == Do::wait) return {};
      waiting = Waiting::for_mutex_too_late;
      state.clock = std::max(state.clock, static_cast<std::int8_t>(op.value));
      return {state};
    default:
      const auto result = static_cast<std::int8_t>(waiting == Waiting::for_mutex_too_late ? ETIMEDOUT : 0);
      waiting = Waiting::no;
      if (!take(state.owner[op.object], thread)) return {};
      return done(state, thread, result);
  }
}

// Whichever of the waiting threads it may wake.
std::vector<State> Interpreter::notify_one(const State& state, std::size_t thread, const Op& op) const {
  std::vector<State> result;
  for (std::size_t other = 0; other < threads(); ++other) {
    if (!waits_for(state, other, op.object)) continue;
    State next = state;
    next.waiting[other] = Waiting::for_mutex;
    result.push_back(done(next, thread, 0).front());
  }
  return result.empty() ? done(state, thread, 0) : result;
}

bool Interpreter::waits_for(const State& state, std::size_t thread, std::uint8_t object) const {
  return state.waiting[thread] == Waiting::for_notification && next(state, thread).object == object;
}

std::set<Final> all_finals(const SmallProgram& program) { return Enumeration(program).all(); }

}  // namespace tenter::explore::test
