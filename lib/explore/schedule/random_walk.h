// Each step goes to an enabled task, all equally likely.
#pragma once

#include "explore/schedule/random.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class RandomWalk final : public Strategy {
 public:
  explicit RandomWalk(std::uint64_t seed) : random_(seed) {}
  bool begin() override { return true; }
  TaskId choose(const SchedulePoint& point) override { return random_.one_of(point.enabled); }

 private:
  Random random_;
};

}  // namespace tenter::explore
