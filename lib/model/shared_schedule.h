// The schedule of the execution that is running, in memory that a worker shares with its supervisor: when a scenario
// takes the worker down, whatever it did to the worker's memory, what it was doing is known.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/schedule.h"

namespace tenter {

// REQUIRES: zeroed memory at the start. Thread safety: one writer; read it when the writer is gone.
class SharedSchedule {
 public:
  static constexpr std::size_t kMostSteps = std::size_t{1} << 17U;  // of what comes later nothing is kept
  static constexpr std::size_t kMostText = 8000;

  // An execution begins: what its schedule has besides the tasks, `frame`'s tasks being ignored. Its text is made
  // anew only when it has to be.
  void frame(const Schedule& frame) {
    begin();
    Schedule without = frame;
    without.tasks.clear();
    const std::string text = to_text(without);
    std::copy_n(text.data(), std::min(text.size(), kMostText), text_);
    text_size_ = static_cast<std::uint32_t>(std::min(text.size(), kMostText));
  }
  void begin() { __atomic_store_n(&length_, 0U, __ATOMIC_RELAXED); }

  // In constant time: called before each step.
  void step(std::uint32_t task) {
    if (length_ < kMostSteps) tasks_[length_] = static_cast<ScheduledTask>(task);
    __atomic_store_n(&length_, length_ + 1, __ATOMIC_RELEASE);
  }

  // Empty without a frame: nothing has been run under a schedule.
  std::string text() const {
    const std::size_t size = std::min<std::size_t>(text_size_, kMostText);
    if (size == 0) return {};
    const std::size_t length = std::min<std::size_t>(__atomic_load_n(&length_, __ATOMIC_ACQUIRE), kMostSteps);
    Schedule schedule = schedule_of(std::string_view(text_, size));
    schedule.tasks.assign(tasks_, tasks_ + length);
    return to_text(schedule);
  }

 private:
  std::uint32_t length_ = 0;
  std::uint32_t text_size_ = 0;
  char text_[kMostText] = {};
  ScheduledTask tasks_[kMostSteps] = {};
};

}  // namespace tenter
