// One execution, step by step as a list of tasks says.
//
// Where the list cannot be followed, because it is of another program, say, the execution goes on to its end without
// any further preemption.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "explore/schedule/strategy.h"

namespace tenter::explore {

// An execution as far as schedules go.
struct Taken {
  std::vector<std::uint8_t> tasks;         // by step
  std::vector<std::uint32_t> preemptions;  // the steps, counted from 0, that are preemptions (schedule/choice.h)

  friend bool operator==(const Taken&, const Taken&) = default;
};

// Where an execution has left the list.
struct Divergence {
  std::uint32_t step;                // counted from 0
  TaskId wanted;                     // kNoTask where the list was over and the program went on
  TaskSet enabled;                   // empty where the program was over and the list went on
  std::optional<Operation> pending;  // of `wanted`; without one it had not started, or was finished
};

class Replay final : public Strategy {
 public:
  explicit Replay(std::vector<std::uint8_t> tasks) : tasks_(std::move(tasks)) {}

  bool begin() override;  // for one execution
  TaskId choose(const SchedulePoint& point) override;
  void end(Ending ending, const SchedulePoint& point) override;

  // The first step that was not as wanted. Once the execution has ended: nothing when it was the one of the list.
  const std::optional<Divergence>& diverged() const { return divergence_; }
  const Taken& taken() const { return taken_; }

 private:
  TaskId wanted() const;
  void diverge(const SchedulePoint& point);

  std::vector<std::uint8_t> tasks_;
  Taken taken_;
  std::optional<Divergence> divergence_;
  bool started_ = false;
};

}  // namespace tenter::explore
