#include "explore/runtime/tasks.h"

#include <algorithm>

#include "explore/memory/modules.h"

namespace tenter::explore {

namespace {

// With room for the frames of the hook that it is in, where registers of its own are kept.
std::span<const std::byte> stack_in_use(const Task& task) {
  constexpr std::uintptr_t kFrames = 16 * 1024;
  const StackBounds& stack = task.fiber->stack();
  const std::uintptr_t lowest =
      std::max(reinterpret_cast<std::uintptr_t>(stack.lowest), task.left_at - kFrames) & ~std::uintptr_t{15};
  const auto top = reinterpret_cast<std::uintptr_t>(stack.top);
  return {reinterpret_cast<const std::byte*>(lowest), top - lowest};
}

}  // namespace

TaskId Tasks::known_by(pthread_t id) const {
  for (TaskId task = 0; task < count_; ++task) {
    if (::pthread_equal(tasks_[task].fiber->thread().id(), id) != 0) return task;
  }
  return kNoTask;
}

TaskId Tasks::with_stack(const void* address) const {
  for (TaskId task = 0; task < count_; ++task) {
    const StackBounds& stack = tasks_[task].fiber->stack();
    if (stack.lowest <= address && address < stack.top) return task;
  }
  return kNoTask;
}

void Tasks::append_memory(TaskId task, std::vector<std::span<const std::byte>>& memory) const {
  thread_locals_->append_blocks(*tasks_[task].fiber, memory);
  memory.push_back(fibers_.thread_memory(*tasks_[task].fiber));
  if (tasks_[task].may_run()) memory.push_back(stack_in_use(tasks_[task]));
}

void Tasks::append_unjoined(std::vector<Leak>& leaks) const {
  for (TaskId task = 0; task < count_; ++task) {
    const Task& ended = tasks_[task];
    if (ended.finished() && ended.maker != kNoTask) leaks.push_back({0, 0, task, ended.maker, ended.made_at});
  }
}

void Tasks::remember_thread_locals() { thread_locals_.emplace(&is_the_programs); }

void Tasks::expect(std::size_t count) {
  std::vector<Fiber*> fibers;
  while (fibers.size() < count) fibers.push_back(&fibers_.acquire());
  for (Fiber* const fiber : fibers) fibers_.release(*fiber);
}

TaskId Tasks::add(Task::Entry entry, void* argument, Fiber::Entry start, void* context) {
  const TaskId id = count_++;
  Task& task = tasks_[id];
  task = {};
  task.fiber = &fibers_.acquire();
  task.entry = entry;
  task.argument = argument;
  thread_locals_->reset(*task.fiber);
  task.fiber->prepare(start, context);
  return id;
}

void Tasks::release_all() {
  current_ = kNoTask;
  for (TaskId task = 0; task < count_; ++task) fibers_.release(*tasks_[task].fiber);
}

}  // namespace tenter::explore
