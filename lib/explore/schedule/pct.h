// Random priorities, and a few random moments at which the running task falls behind all others.
//
// Burckhardt, Kothari, Musuvathi and Nagarakatte, "A randomized scheduler with probabilistic guarantees of finding
// bugs", ASPLOS 2010: a bug that d ordering constraints suffice for is found by an execution of n tasks and k steps
// with a probability of at least 1/(n k^(d-1)). Where it departs from the paper:
//   - k is the length of the longest execution so far; the first one, of which nothing is known, is a random walk;
//   - the change comes before the step that was drawn, so that this step may be the one that comes too early;
//   - a task that has yielded or slept falls behind all others by the toss of a coin, and one that has made kPatience
//     steps in a row while others could go on does so anyway. So a loop that waits for others does not starve them;
//     to let every yield fall behind, as is usual, would hide what goes wrong where one is taken to order something.
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
  void fall_behind(TaskId task) { priorities_[task] = --lowest_; }
  void welcome(TaskSet tasks);
  TaskId highest(TaskSet tasks) const;
  bool loses_patience(const SchedulePoint& point, TaskId task);

  Random random_;
  std::uint64_t longest_ = 0;  // k: steps of the longest execution so far
  std::uint64_t step_ = 0;     // of this execution, counted from 1
  TaskSet known_;              // tasks with a priority
  // The highest goes first: at least 2^62 at the start, and different but for a chance of 2^-62; the number of the
  // change point after one; below 0 for those that fell behind.
  std::array<std::int64_t, kMaxTasks> priorities_{};
  std::int64_t lowest_ = 0;
  std::vector<std::uint64_t> change_points_;  // by number: the step whose task is changed before it
  std::uint32_t in_a_row_ = 0;                // steps of one task while others could go on
};

}  // namespace tenter::explore
