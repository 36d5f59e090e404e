#include "explore/sync/thread.h"

#include <cerrno>

namespace tenter::explore {

int create(Runtime& runtime, pthread_t& id, void* (*entry)(void*), void* argument) {
  if (runtime.task_count() == kMaxTasks) return EAGAIN;
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
