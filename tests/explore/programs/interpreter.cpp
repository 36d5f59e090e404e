#include "interpreter.h"

#include <algorithm>
#include <utility>

namespace tenter::explore::test {
namespace {

constexpr std::int8_t kNobody = -1;

enum class Waiting : std::uint8_t { no, for_notification, for_mutex };

struct State {
  std::array<std::int8_t, kMostThreads> at{};  // the next operation
  std::array<Waiting, kMostThreads> waiting{};
  std::array<std::int8_t, kObjects> owner{kNobody, kNobody};
  std::array<std::int8_t, kObjects> writer{kNobody, kNobody};
  std::array<std::int8_t, kObjects> readers{};
  std::array<std::int8_t, kObjects> semaphore{};
  Final final;

  friend auto operator<=>(const State&, const State&) = default;
};

class Enumeration {
 public:
  explicit Enumeration(const SmallProgram& program) : program_(program) {}

  std::set<Final> all() {
    visit(State{});
    return finals_;
  }

 private:
  int threads() const { return static_cast<int>(program_.threads.size()); }
  bool finished(const State& state, int thread) const {
    return static_cast<std::size_t>(state.at[thread]) == program_.threads[thread].size();
  }

  void visit(const State& state) {
    if (!visited_.insert(state).second) return;
    bool any = false;
    bool all_finished = true;
    for (int thread = 0; thread < threads(); ++thread) {
      all_finished = all_finished && finished(state, thread);
      if (!finished(state, thread)) any = step(state, thread) || any;
    }
    if (any) return;
    Final final = state.final;
    final.stuck = !all_finished;
    finals_.insert(final);
  }

  // False when the thread cannot go on.
  bool step(State state, int thread) {
    const Op op = program_.threads[thread][state.at[thread]];
    std::int8_t& owner = state.owner[op.object];
    const auto self = static_cast<std::int8_t>(thread);
    switch (op.what) {
      case Do::lock:
        if (owner != kNobody) return false;
        owner = self;
        return done(state, thread, 0);
      case Do::try_lock:
        if (owner == kNobody) {
          owner = self;
          return done(state, thread, 1);
        }
        skip(state, thread, op.value);
        return done(state, thread, 0);
      case Do::unlock:
        owner = kNobody;
        return done(state, thread, 0);
      case Do::wait:
        return wait(state, thread, op);
      case Do::notify_one:
        return notify_one(state, thread, op);
      case Do::notify_all:
        for (int other = 0; other < threads(); ++other) {
          if (waits_for(state, other, op.object)) state.waiting[other] = Waiting::for_mutex;
        }
        return done(state, thread, 0);
      case Do::read_lock:
        if (state.writer[op.object] != kNobody) return false;
        ++state.readers[op.object];
        return done(state, thread, 0);
      case Do::write_lock:
        if (!is_free(state, op)) return false;
        state.writer[op.object] = self;
        return done(state, thread, 0);
      case Do::try_write_lock:
        if (is_free(state, op)) {
          state.writer[op.object] = self;
          return done(state, thread, 1);
        }
        skip(state, thread, op.value);
        return done(state, thread, 0);
      case Do::read_write_unlock:
        if (state.writer[op.object] == self) {
          state.writer[op.object] = kNobody;
        } else {
          --state.readers[op.object];
        }
        return done(state, thread, 0);
      case Do::post:
        ++state.semaphore[op.object];
        return done(state, thread, 0);
      case Do::await:
        return state.final.memory[op.object] == static_cast<std::int8_t>(op.value) && done(state, thread, 0);
      case Do::await_any:
        return holds_anywhere(state, op) && done(state, thread, 0);
      case Do::spin_lock:
        return exchange(state, thread, op);
      case Do::try_until:
        if (owner != kNobody) return false;
        owner = self;
        return done(state, thread, 0);
      case Do::take:
        if (state.semaphore[op.object] == 0) return false;
        --state.semaphore[op.object];
        return done(state, thread, 0);
      default:
        return done(state, thread, on_memory(state.final.memory[op.object], op));
    }
  }

  static bool is_free(const State& state, const Op& op) {
    return state.writer[op.object] == kNobody && state.readers[op.object] == 0;
  }

  static bool holds_anywhere(const State& state, const Op& op) {
    const auto& memory = state.final.memory;
    return std::find(memory.begin(), memory.end(), static_cast<std::int8_t>(op.value)) != memory.end();
  }

  // An exchange that has seen something else than 0 goes round, and has written its value all the same.
  bool exchange(State& state, int thread, const Op& op) {
    std::int8_t& memory = state.final.memory[op.object];
    const auto value = static_cast<std::int8_t>(op.value);
    if (memory == value) return false;
    const std::int8_t seen = std::exchange(memory, value);
    if (seen == 0) return done(state, thread, 0);
    visit(state);
    return true;
  }

  static std::int8_t on_memory(std::int8_t& value, const Op& op) {
    const std::int8_t seen = value;
    const auto given = static_cast<std::int8_t>(op.value);
    switch (op.what) {
      case Do::store:
        value = given;
        return 0;
      case Do::add:
        value = static_cast<std::int8_t>(value + given);
        return seen;
      case Do::compare_exchange:
        if (seen == 0) value = given;
        return seen;
      default:
        return seen;
    }
  }

  bool wait(State& state, int thread, const Op& op) {
    std::int8_t& owner = state.owner[op.object];
    if (state.waiting[thread] == Waiting::no) {
      state.waiting[thread] = Waiting::for_notification;
      owner = kNobody;
      visit(state);
      return true;
    }
    if (state.waiting[thread] == Waiting::for_notification || owner != kNobody) return false;
    state.waiting[thread] = Waiting::no;
    owner = static_cast<std::int8_t>(thread);
    return done(state, thread, 0);
  }

  // Whichever of the waiting threads it may wake.
  bool notify_one(const State& state, int thread, const Op& op) {
    bool any = false;
    for (int other = 0; other < threads(); ++other) {
      if (!waits_for(state, other, op.object)) continue;
      State next = state;
      next.waiting[other] = Waiting::for_mutex;
      any = done(next, thread, 0);
    }
    State next = state;
    return any || done(next, thread, 0);
  }

  bool waits_for(const State& state, int thread, std::uint8_t object) const {
    return state.waiting[thread] == Waiting::for_notification &&
           program_.threads[thread][state.at[thread]].object == object;
  }

  static void skip(State& state, int thread, int count) {
    for (int i = 1; i <= count; ++i) state.final.seen[thread][state.at[thread] + i] = kSkipped;
  }

  bool done(State& state, int thread, std::int8_t seen) {
    auto& of_thread = state.final.seen[thread];
    of_thread[state.at[thread]] = seen;
    do {
      ++state.at[thread];
    } while (state.at[thread] < kMostOps && of_thread[state.at[thread]] == kSkipped);
    visit(state);
    return true;
  }

  const SmallProgram& program_;
  std::set<State> visited_;
  std::set<Final> finals_;
};

}  // namespace

std::set<Final> all_finals(const SmallProgram& program) { return Enumeration(program).all(); }

}  // namespace tenter::explore::test
