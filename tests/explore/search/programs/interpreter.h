// A naive interpreter: every interleaving of every operation, an unlock and both halves of a wait included.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include "small_program.h"

namespace tenter::explore::test {

inline constexpr std::int8_t kNobody = -1;

enum class Waiting : std::uint8_t { no, for_notification, for_mutex, for_mutex_too_late };

struct State {
  std::array<std::int8_t, kMostThreads> at{};  // the next operation
  std::array<Waiting, kMostThreads> waiting{};
  std::array<std::int8_t, kObjects> owner;
  std::array<std::int8_t, kObjects> writer;
  std::array<std::int8_t, kObjects> readers{};
  std::array<std::int8_t, kObjects> semaphore{};
  std::array<std::int8_t, kObjects> arrived{};  // at the barrier, in its
  std::array<std::int8_t, kObjects> round{};
  std::array<std::uint32_t, kObjects> untold{};  // rounds of which nobody has been told apart yet
  std::array<std::int8_t, kMostThreads> meets;   // in which round
  std::int8_t clock = 0;
  Final final;

  State() {
    owner.fill(kNobody);
    writer.fill(kNobody);
    meets.fill(kNobody);
  }
  friend auto operator<=>(const State&, const State&) = default;
};

class Interpreter {
 public:
  // REQUIRES: the program outlives this.
  explicit Interpreter(const SmallProgram& program) : program_(program) {}

  std::size_t threads() const { return program_.threads.size(); }
  bool is_finished(const State& state, std::size_t thread) const {
    return static_cast<std::size_t>(state.at[thread]) == program_.threads[thread].size();
  }
  const Op& next(const State& state, std::size_t thread) const {
    return program_.threads[thread][static_cast<std::size_t>(state.at[thread])];
  }

  // What may come of the thread's next step: nothing when it cannot go on. REQUIRES: it is not finished.
  std::vector<State> step(State state, std::size_t thread) const;

 private:
  std::vector<State> on_loops(State& state, std::size_t thread, const Op& op) const;
  std::vector<State> meet(State& state, std::size_t thread, const Op& op) const;
  std::vector<State> on_locks(State& state, std::size_t thread, const Op& op) const;
  std::vector<State> on_conditions(State& state, std::size_t thread, const Op& op) const;
  std::vector<State> wait(State& state, std::size_t thread, const Op& op) const;
  std::vector<State> notify_one(const State& state, std::size_t thread, const Op& op) const;
  bool waits_for(const State& state, std::size_t thread, std::uint8_t object) const;

  const SmallProgram& program_;
};

std::set<Final> all_finals(const SmallProgram& program);

}  // namespace tenter::explore::test
