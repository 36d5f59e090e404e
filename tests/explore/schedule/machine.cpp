#include "machine.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace tenter::explore::test {
namespace {

using ByPreemptions = std::map<std::uint32_t, std::set<Tasks>>;

void go_every_way(const Machine& machine, Tasks& tasks, std::uint32_t preemptions, ByPreemptions& result) {
  bool over = true;
  for (TaskId task = 0; task < machine.size(); ++task) {
    if (!machine.can_go_on(task)) continue;
    over = false;
    const TaskId last = machine.last();
    const bool preempts = last != kNoTask && last != task && machine.can_go_on(last);
    Machine next = machine;
    next.step(task);
    tasks.push_back(static_cast<std::uint8_t>(task));
    go_every_way(next, tasks, preemptions + (preempts ? 1 : 0), result);
    tasks.pop_back();
  }
  if (over) result[preemptions].insert(tasks);
}

int below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }

}  // namespace

bool Machine::can_go_on(TaskId task) const {
  return !is_finished(task) && (next(task).op != Op::lock || !owned_.contains(next(task).object.code()));
}

void Machine::step(TaskId task) {
  const Operation& operation = next(task);
  if (operation.op == Op::lock) owned_.insert(operation.object.code());
  if (operation.op == Op::unlock) owned_.erase(operation.object.code());
  ++at_[task];
  last_ = task;
}

SchedulePoint Machine::point() {
  SchedulePoint point{{}, {}, last_, pending_};
  for (TaskId task = 0; task < size(); ++task) {
    if (is_finished(task)) continue;
    pending_[task] = next(task);
    (can_go_on(task) ? point.enabled : point.waiting) |= TaskSet(task);
  }
  return point;
}

Tasks run(const Threads& threads, Strategy& strategy) {
  Machine machine(threads);
  Tasks tasks;
  for (SchedulePoint point = machine.point(); !point.enabled.empty(); point = machine.point()) {
    const TaskId task = strategy.choose(point);
    if (task == kNoTask || !point.enabled.contains(task)) {
      ADD_FAILURE() << "chose " << task;
      return tasks;
    }
    const Operation operation = machine.next(task);
    machine.step(task);
    strategy.stepped(task, {&operation, 1});
    tasks.push_back(static_cast<std::uint8_t>(task));
  }
  const SchedulePoint point = machine.point();
  strategy.end(point.waiting.empty() ? Ending::finished : Ending::deadlock, point);
  return tasks;
}

std::vector<Tasks> run_all(const Threads& threads, Strategy& strategy) {
  std::vector<Tasks> result;
  while (strategy.begin()) result.push_back(run(threads, strategy));
  return result;
}

std::uint32_t preemptions_of(const Threads& threads, const Tasks& tasks) {
  Machine machine(threads);
  std::uint32_t result = 0;
  for (const TaskId task : tasks) {
    const TaskId last = machine.last();
    if (last != kNoTask && last != task && machine.can_go_on(last)) ++result;
    machine.step(task);
  }
  return result;
}

ByPreemptions executions_by_preemptions(const Threads& threads) {
  ByPreemptions result;
  Tasks tasks;
  go_every_way(Machine(threads), tasks, 0, result);
  return result;
}

Threads random_threads(int count, int most) {
  Threads threads(static_cast<std::size_t>(count));
  for (auto& thread : threads) {
    for (int left = 1 + below(most); left > 0;) {
      const int object = below(2);
      if (left < 3 || below(2) == 0) {
        thread.push_back(on(object, below(2) == 0 ? Op::atomic_load : Op::atomic_store));
        --left;
      } else {
        thread.insert(thread.end(),
                      {on(2 + object, Op::lock), on(object, Op::atomic_update), on(2 + object, Op::unlock)});
        left -= 3;
      }
    }
  }
  return threads;
}

}  // namespace tenter::explore::test
