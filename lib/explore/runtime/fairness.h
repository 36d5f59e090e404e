// Whose turn it is: tasks that wait for others by a loop or by letting time pass do not go on for ever while others
// starve.
//
// A task may give way kFreely times; once more only when every other task that could go on has made a step since the
// first of them. So a loop that waits for others by giving way is explored for as long as they could leave it
// waiting for a moment, but not for ever while they starve: a search over programs that end under a fair scheduler
// is finite. After Musuvathi and Qadeer, "Fair stateless model checking", PLDI 2008, where kFreely is 0.
//
// Thread safety: none.
#pragma once

#include <array>
#include <cstdint>

#include "explore/runtime/spinning.h"
#include "explore/runtime/tasks.h"

namespace tenter::explore {

class Fairness {
 public:
  // How a task gives way: by letting time pass, or by going round a loop without an end in sight (spinning.h).
  enum class Way : std::uint8_t { time, round };
  static constexpr std::uint32_t kFreely = 4;

  // REQUIRES: they outlive it.
  explicit Fairness(const Tasks& tasks) : tasks_(tasks) {}

  // --- For hooks. ---

  bool may_yield(Way way, TaskId task) const;
  // The step that the current task has just made gave way.
  void yielded(Way way);
  // The current task was waiting for others, and they have done something for it: it is counted anew.
  void was_helped() { states_[tasks_.current()].budgets = {}; }
  // The current task reads a clock. Returns how often it has done so.
  std::uint32_t reads_clock() {
    spinning_.acted(tasks_.current());
    return ++states_[tasks_.current()].clock_reads;
  }

  // --- For those who run tasks. ---

  // A new execution, in which there is nobody yet.
  void begin() {
    spinning_.begin();
    scenario_over_ = false;
  }
  // Main and the actors have returned. Whoever is left may give way as often as that is free, and no more: it is idle
  // then.
  void scenario_ends() {
    scenario_over_ = true;
    for (TaskId task = 0; task < tasks_.count(); ++task) states_[task].budgets = {};
  }
  bool scenario_over() const { return scenario_over_; }
  // The next task.
  void start(TaskId task) {
    states_[task] = {};
    spinning_.start(task);
  }
  // Whether the task can make its pending operation, in the state in which the world is.
  bool is_possible(TaskId id) const {
    const Task& task = tasks_[id];
    return task.ready == nullptr || task.ready(*this, id, task.subject);
  }
  // And whether it is its turn.
  bool can_go_on(TaskId id) const {
    if (!is_possible(id)) return false;
    if (tasks_[id].joining) return true;
    return !spinning_.spins(id) && (!spinning_.exceeded_spin_bound(id) || may_yield(Way::round, id));
  }
  Spinning& spinning() { return spinning_; }
  const Spinning& spinning() const { return spinning_; }

 private:
  struct YieldBudget {
    std::uint32_t used = 0;
    std::size_t since = 0;  // the first of these steps
  };
  struct State {
    std::array<YieldBudget, 2> budgets{};  // by Way
    std::uint32_t clock_reads = 0;
  };

  const Tasks& tasks_;
  Spinning spinning_;
  std::array<State, kMaxTasks> states_;
  bool scenario_over_ = false;
};

}  // namespace tenter::explore
