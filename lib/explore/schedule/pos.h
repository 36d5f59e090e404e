// Random priorities of pending operations, drawn anew for those that race with what has just been done.
//
// Partial order sampling: Yuan, Yang and Gu, "Partial order aware concurrency sampling", CAV 2018 (Algorithm 2).
// Independent steps do not wear out the chance of the order that matters, as they do in a random walk. Where it
// departs from the paper: operations that have to wait have a priority, too, so that one which is disabled for a
// moment is not drawn again for that; and what races is told from the whole step, with the releases merged into it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "explore/schedule/random.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Pos final : public Strategy {
 public:
  explicit Pos(std::uint64_t seed) : random_(seed) {}

  bool begin() override;
  TaskId choose(const SchedulePoint& point) override;
  void stepped(TaskId task, std::span<const Operation> footprint) override;

 private:
  bool races_with_last_step(const Operation& pending) const;
  void draw(const SchedulePoint& point);

  Random random_;
  std::array<std::uint64_t, kMaxTasks> priorities_{};  // of pending operations, by task; the highest goes first
  TaskSet drawn_;                                      // tasks whose pending operation has one
  std::vector<Operation> last_step_;                   // all that it has done
};

}  // namespace tenter::explore
