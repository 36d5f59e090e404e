#include "explore/runtime/scheduler.h"

#include <unordered_set>
#include <utility>

#include "explore/runtime/boundary.h"
#include "explore/runtime/mixed.h"

namespace tenter::explore {

void Scheduler::run(Task::Entry entry, void* argument, Strategy& strategy, std::uint64_t most_steps) {
  strategy_ = &strategy;
  most_steps_ = most_steps;
  watched_ = listener_ != nullptr || libraries_.active();
  last_ = starter_ = kNoTask;
  const TaskId first = add_task(entry, argument);
  tasks_[first].stage = Task::Stage::started;
  tasks_[first].of_scenario = true;
  scenario_left_ = 1;
  set_current(first);
  switch_to(tasks_.scheduler(), *tasks_[first].fiber);
  tasks_.set_current(kNoTask);
}

TaskId Scheduler::add_actor(Task::Entry entry, void* argument) {
  const TaskId id = add_task(entry, argument);
  tasks_[id].of_scenario = true;
  ++scenario_left_;
  return id;
}

TaskId Scheduler::add_task(Task::Entry entry, void* argument) {
  const TaskId id = tasks_.add(entry, argument, &begin_task, this);
  pending_[id] = {};
  fairness_.start(id);
  return id;
}

void Scheduler::begin_task(void* scheduler) {
  Scheduler& self = *static_cast<Scheduler*>(scheduler);
  Task& task = self.tasks_.own();
  if (self.watched_) [[unlikely]]
    self.enter_libraries();
  Boundary::running = &self.runtime_;
  void* const result = task.entry(task.argument);
  Boundary::running = nullptr;
  self.end_task(result);
}

void Scheduler::end_task(void* result) {
  Task& task = tasks_.own();
  if (watched_) [[unlikely]]
    leave_libraries(tasks_.current());
  if (task.at_end != nullptr) task.at_end(runtime_);
  task.result = result;
  task.stage = Task::Stage::finished;
  if (task.of_scenario) --scenario_left_;
  leave();
}

void Scheduler::start(TaskId child) {
  const TaskId parent = tasks_.current();
  if (watched_) [[unlikely]]
    leave_libraries(parent);
  const TaskId waiting = starter_;
  step_.settle(parent);
  fairness_.spinning().acted(parent);
  tasks_[child].stage = Task::Stage::started;
  races_.forked(parent, child);
  strategy_->forked(parent, child);
  starter_ = parent;
  set_current(child);
  leave_for(parent, *tasks_[child].fiber);
  set_current(parent);
  starter_ = waiting;
}

void Scheduler::join(TaskId joined) {
  const TaskId self = tasks_.current();
  if (watched_) [[unlikely]]
    leave_libraries(self);
  step_.settle(self);
  fairness_.spinning().acted(self);
  Task& task = tasks_[self];
  if (!tasks_[joined].finished()) {
    task.joining = true;
    task.ready = [](const Fairness&, TaskId, void* subject) { return static_cast<const Task*>(subject)->finished(); };
    task.subject = &tasks_[joined];
    hand_over(self);
    task.joining = false;
  }
  races_.joined(self, joined);
  strategy_->joined(self, joined);
}

void Scheduler::point(const Operation& operation, Task::Ready ready, void* subject) {
  const TaskId self = tasks_.current();
  step_.settle(self);
  Task& task = tasks_[self];
  fairness_.spinning().comes_to(self, operation, task.fiber->stack().top);
  task.ready = ready;
  task.subject = subject;
  pending_[self] = operation;
  if (watched_) [[unlikely]] {
    if (listener_ != nullptr) listener_->announced(announcement_of(self, operation, heap_));
    leave_libraries(self);
  }
  hand_over(self);
  last_ = self;
  step_.open(self, operation);
  task.last_step = step_.number();
  if (fairness_.spinning().exceeded_spin_bound(self)) fairness_.yielded(Fairness::Way::round);
}

// Lets another task run, and returns when this one has been chosen to go on.
void Scheduler::hand_over(TaskId self) {
  if (starter_ != kNoTask) {
    leave_for(self, *tasks_[starter_].fiber);
    return;
  }
  const TaskId chosen = next();
  if (chosen == self) return;
  set_current(chosen);
  leave_for(self, *tasks_[chosen].fiber);
}

// Others enter hooks of their own; this one comes back into the hook that it is in.
void Scheduler::leave_for(TaskId self, Fiber& other) {
  tasks_[self].left_at = Boundary::entered_at;
  switch_to(*tasks_[self].fiber, other);
  Boundary::entered_at = tasks_[self].left_at;
  if (watched_) [[unlikely]]
    enter_libraries();
}

void Scheduler::enter_libraries() {
  if (libraries_.active()) libraries_.arm();
}

// It goes on, if at once, with all of them closed again.
void Scheduler::leave_libraries(TaskId self) {
  if (!libraries_.active()) return;
  libraries_.for_each_entered([&](Object library) {
    races_.acquire(self, library);
    races_.release(self, library);
  });
  libraries_.arm();
}

void Scheduler::set_current(TaskId task) {
  tasks_.set_current(task);
  Boundary::stack_end = reinterpret_cast<std::uintptr_t>(tasks_[task].fiber->stack().lowest);
}

void Scheduler::die(Death death) {
  death.task = tasks_.current();
  if (death.pc == 0) death.pc = pending_[death.task].pc;
  note_death(std::move(death));
  tasks_.own().stage = Task::Stage::dead;
  leave();
}

// On the stack of who dies.
void Scheduler::note_death(Death death) {
  result_.deaths.push_back(std::move(death));
  if (listener_ != nullptr) listener_->happened(memory_event(MemoryEvent::What::died, tasks_.current(), {}));
}

// For good.
void Scheduler::leave() {
  const TaskId self = tasks_.current();
  step_.settle(self);
  if (starter_ != kNoTask) switch_to(*tasks_[self].fiber, *tasks_[starter_].fiber);
  set_current(next());
  switch_to(*tasks_[self].fiber, *tasks_.own().fiber);
  __builtin_unreachable();
}

TaskId Scheduler::next() {
  const Tasks& tasks = tasks_;
  const Fairness& fairness = fairness_;
  const TaskId count = tasks.count();
  SchedulePoint point{{}, {}, last_, std::span(pending_.data(), count)};
  bool unfinished = false;
  TaskSet spinning;
  for (TaskId id = 0; id < count; ++id) {
    const Task& task = tasks[id];
    if (!task.may_run()) continue;
    unfinished = true;
    const bool goes_on = fairness.can_go_on(id);
    if (!task.joining) {
      (goes_on ? point.enabled : point.waiting) |= TaskSet(id);
      if (!goes_on && fairness.spinning().spins(id) && fairness.is_possible(id)) spinning |= TaskSet(id);
    } else if (goes_on) {
      return id;
    }
  }
  if (scenario_left_ == 0 && unfinished && !fairness_.scenario_over()) [[unlikely]] {
    return next_of_leftover();
  }
  if (const auto footprint = step_.close(); !footprint.empty()) strategy_->stepped(last_, footprint);
  const bool died = !result_.deaths.empty();
  if (!unfinished) end(died ? Ending::died : Ending::finished, point);
  if (point.enabled.empty() && !died) let_try_again(point, spinning);
  if (point.enabled.empty()) end(died ? Ending::died : standstill(point, spinning), point);
  if (step_.number() >= most_steps_) {
    result_.endless = seems_endless(point);
    end(Ending::cut, point);
  }
  const TaskId chosen = strategy_->choose(point);
  if (chosen == kNoTask) end(Ending::abandoned, point);
  return chosen;
}

// Apart, so that the compiler takes next() for no recursion.
[[gnu::noinline]] TaskId Scheduler::next_of_leftover() {
  fairness_.scenario_ends();
  return next();
}

Ending Scheduler::standstill(const SchedulePoint& point, TaskSet spinning) {
  if (fairness_.scenario_over()) {
    result_.leftover = point.waiting;
    return Ending::finished;
  }
  for (const TaskId task : point.waiting) {
    const char* const call = tasks_[task].external_call;
    if (call != nullptr) result_.external_waits.push_back({task, call});
  }
  if (!result_.external_waits.empty()) return Ending::external_wait;
  return !spinning.empty() ? Ending::livelock : Ending::deadlock;
}

// Nobody can go on: one of those that spin goes round once more, if there is one that has not yet.
void Scheduler::let_try_again(SchedulePoint& point, TaskSet spinning) {
  const TaskId task = fairness_.spinning().try_again(spinning);
  if (task == kNoTask) return;
  point.enabled = TaskSet(task);
  point.waiting -= TaskSet(task);
}

bool Scheduler::seems_endless(const SchedulePoint& point) const {
  const auto place_of = [](const Step& step) { return mixed(step.task, step.operation.pc); };
  const std::size_t half = result_.steps.size() / 2;
  std::unordered_set<std::uint64_t> places;
  for (std::size_t i = 0; i < half; ++i) places.insert(place_of(result_.steps[i]));
  TaskSet went_on;
  for (std::size_t i = half; i < result_.steps.size(); ++i) {
    if (!places.contains(place_of(result_.steps[i]))) return false;
    went_on |= TaskSet(result_.steps[i].task);
  }
  return (point.enabled - went_on).empty();
}

// Abandons what is left of the execution: its fibers are never continued, so nothing of the program runs again.
void Scheduler::end(Ending ending, const SchedulePoint& point) {
  result_.ending = ending;
  strategy_->end(ending, point);
  switch_to(*tasks_.own().fiber, tasks_.scheduler());
  __builtin_unreachable();
}

}  // namespace tenter::explore
