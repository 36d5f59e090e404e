#include "explore/sync/thread.h"

#include <cerrno>

#include "explore/sync/yield.h"

namespace tenter::explore {

int create(Runtime& runtime, pthread_t& id, void* (*entry)(void*), void* argument, std::uintptr_t pc) {
  if (runtime.task_count() == kMaxTasks) {
    runtime.calls_outside(kThreadsNeeded);
    runtime.point({Op::acquire, 0, nobody_elses(runtime.current()), pc},
                  [](const Runtime&, TaskId, void*) { return false; });
  }
  // The new thread runs before this returns; like a real one it may read its own id from where it is stored.
  runtime.spawn(entry, argument, &id);
  return 0;
}

int join(Runtime& runtime, pthread_t id, void** result) {
  const TaskId task = runtime.task_of(id);
  if (task == kNoTask) return ESRCH;
  if (task == runtime.current()) return EDEADLK;
  runtime.join(task);
  if (result != nullptr) *result = runtime.result(task);
  return 0;
}

int detach(Runtime& runtime, pthread_t id) { return runtime.task_of(id) == kNoTask ? ESRCH : 0; }

}  // namespace tenter::explore
