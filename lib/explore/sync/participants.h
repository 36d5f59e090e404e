// Who has come to which barrier in the running execution. Where more do than it waits for, it matters who comes
// first.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

class Participants {
 public:
  // Returns how many there are now.
  std::uint32_t come(std::uintptr_t barrier, TaskId task) {
    if (execution_ != Runtime::execution()) {
      execution_ = Runtime::execution();
      tasks_.clear();
    }
    return static_cast<std::uint32_t>((tasks_[barrier] |= TaskSet(task)).size());
  }

 private:
  std::uint64_t execution_ = 0;
  std::unordered_map<std::uintptr_t, TaskSet> tasks_;
};

}  // namespace tenter::explore
