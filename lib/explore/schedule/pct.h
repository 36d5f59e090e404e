// Random priorities, and a few random moments at which the running task falls behind all others.
//
// Burckhardt, Kothari, Musuvathi and Nagarakatte, "A randomized scheduler with probabilistic guarantees of finding
// bugs", ASPLOS 2010: a bug that d ordering constraints suffice for is found by an execution of n tasks and k steps
// with a probability of at least 1/(n k^(d-1)). Where it departs from the paper:
//   - k is the length of the longest execution so far; the first one, of which nothing is known, is a random walk;
//   - the change comes before the step that was drawn, so that this step may be the one that comes too early;
//   - a task that has yielded or slept, or made kPatience steps in a row while others could go on, draws its priority
//     anew. So a loop that waits for others does not starve them; to make it the lowest, as is usual, would hide what
//     goes wrong where a yield or a sleep is taken to order something.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "explore/schedule/random.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Pct final : public Strategy {
 public:
  static constexpr std::uint32_t kDepth = 3;  // few bugs need more
  static constexpr std::uint32_t kPatience = 1'000;

  // `depth`: d. REQUIRES: at least 1.
  explicit Pct(std::uint64_t seed, std::uint32_t depth = kDepth) : random_(seed), change_points_(depth - 1) {}

  bool begin() override;
  TaskId choose(const SchedulePoint& point) override;
  void stepped(TaskId task, std::span<const Operation> footprint) override;
  void end(Ending ending, const SchedulePoint& point) override;

 private:
  // Above all that change points give.
  std::uint64_t any_priority() { return random_.next() | (std::uint64_t{1} << 63U); }
  void welcome(TaskSet tasks);
  TaskId highest(TaskSet tasks) const;
  bool loses_patience(const SchedulePoint& point, TaskId task);

  Random random_;
  std::uint64_t longest_ = 0;                          // k: steps of the longest execution so far
  std::uint64_t step_ = 0;                             // of this execution, counted from 1
  TaskSet known_ = 0;                                  // tasks with a priority
  std::array<std::uint64_t, kMaxTasks> priorities_{};  // different but for a chance of 2^-63; the highest goes first
  std::vector<std::uint64_t> change_points_;           // who is to make the step [i] gets priority i instead
  std::uint32_t in_a_row_ = 0;                         // steps of one task while others could go on
};

}  // namespace tenter::explore
