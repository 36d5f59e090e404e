// Every interleaving of visible operations, once each, without any reduction: depth-first, by changing the last
// choice that has an untried alternative.
#pragma once

#include <vector>

#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Exhaustive final : public Strategy {
 public:
  bool begin() override;
  TaskId choose(const SchedulePoint& point) override;
  bool complete() const override { return complete_; }
  Covered covered() const override { return {complete_ ? Coverage::exhaustive : Coverage::sampled}; }

 private:
  struct Choice {
    TaskId chosen;
    TaskSet untried;  // enabled alternatives not yet taken here
  };

  std::vector<Choice> path_;  // the choices of the current execution's replayed prefix and beyond
  std::size_t depth_ = 0;     // how many of them the current execution has made
  bool started_ = false;
  bool complete_ = false;
};

}  // namespace tenter::explore
