#include "explore/runtime/fairness.h"

namespace tenter::explore {

// Asking of another task whether it could go on may come back here, but only for one whose last step is older.
bool Fairness::may_yield(Way way, TaskId task) const {
  const YieldBudget& budget = states_[task].budgets[static_cast<std::size_t>(way)];
  if (budget.used < kFreely) return true;
  if (scenario_over_) return false;
  for (TaskId id = 0; id < tasks_.count(); ++id) {
    const Task& other = tasks_[id];
    if (!other.may_run() || other.joining) continue;
    if (other.last_step < budget.since && can_go_on(id)) return false;
  }
  return true;
}

void Fairness::yielded(Way way) {
  YieldBudget& budget = states_[tasks_.current()].budgets[static_cast<std::size_t>(way)];
  if (budget.used == kFreely) budget.used = 0;
  if (budget.used++ == 0) budget.since = tasks_.own().last_step;
}

}  // namespace tenter::explore
