#include "explore/sync/thread.h"

#include <cerrno>

namespace tenter::explore {

int create(Runtime& runtime, pthread_t& id, void* (*entry)(void*), void* argument, bool detached, std::uintptr_t pc) {
  if (runtime.tasks().count() == kMaxTasks) runtime.run_out_of_tasks(pc);
  // The new thread runs before this returns; like a real one it may read its own id from where it is stored.
  const TaskId child = runtime.scheduler().add_task(entry, argument);
  id = runtime.tasks()[child].fiber->thread().id();
  if (!detached) {
    runtime.tasks()[child].maker = runtime.current();
    runtime.tasks()[child].made_at = pc;
  }
  runtime.scheduler().start(child);
  return 0;
}

int join(Runtime& runtime, pthread_t id, void** result) {
  const TaskId task = runtime.tasks().known_by(id);
  if (task == kNoTask) return ESRCH;
  if (task == runtime.current()) return EDEADLK;
  runtime.scheduler().join(task);
  runtime.tasks()[task].maker = kNoTask;
  if (result != nullptr) *result = runtime.tasks()[task].result;
  return 0;
}

int detach(Runtime& runtime, pthread_t id) {
  const TaskId task = runtime.tasks().known_by(id);
  if (task == kNoTask) return ESRCH;
  runtime.tasks()[task].maker = kNoTask;
  return 0;
}

}  // namespace tenter::explore
