#include "explore/sync/external_wait.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace tenter::explore {
namespace {

bool is_ready(int descriptor, short events) {
  pollfd asked{descriptor, events, 0};
  return ::poll(&asked, 1, 0) != 0;
}

bool need_not_wait(const Fairness&, TaskId, void* subject) {
  const Use& use = *static_cast<const Use*>(subject);
  return !use.refused && is_ready(use.descriptor, use.events);
}

bool waits_anyway(int descriptor) { return (::fcntl(descriptor, F_GETFL) & O_NONBLOCK) == 0; }

}  // namespace

void step_externally(Runtime& runtime, std::uintptr_t pc) { runtime.point({Op::atomic_update, 0, kKernel, pc}); }

void await_external(Runtime& runtime, const ExternalCall& call, std::uintptr_t pc) {
  runtime.tasks().own().external_call = call.name;
  runtime.point({Op::acquire, 0, kKernel, pc}, call.ready, call.subject);
  runtime.tasks().own().external_call = nullptr;
}

bool await_external(Runtime& runtime, const ExternalCall& call, const timespec& limit, std::uintptr_t pc) {
  const std::optional<Moment> deadline = moment_after(runtime, limit);
  return deadline && take_in_time(runtime, {Op::acquire, 0, kKernel, pc}, call.ready, call.subject, *deadline);
}

// Each as one that gives and takes what is there: who writes to a pipe may fill it for others.
void stepped_externally(Runtime& runtime) {
  runtime.step().changed(0, 1);
  runtime.races().acquire(runtime.current(), kKernel);
  runtime.races().release(runtime.current(), kKernel);
}

void looked_externally(Runtime& runtime) { runtime.step().downgrade_to(Op::failed_try); }

// Devices and what the worker was started with are of no interest to others; but they may keep one waiting.
bool is_external(const Use& use) {
  struct stat status {};
  if (::fstat(use.descriptor, &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode)) return false;
  if (use.descriptor == STDOUT_FILENO || use.descriptor == STDERR_FILENO) return false;
  const bool never_ours = S_ISCHR(status.st_mode) || use.descriptor == STDIN_FILENO;
  return !never_ours || (use.may_wait && use.events != 0 && !is_ready(use.descriptor, use.events));
}

void take_turn(Runtime& runtime, Use& use, std::uintptr_t pc) {
  use.may_wait = use.may_wait && waits_anyway(use.descriptor);
  if (use.may_wait) {
    await_external(runtime, {use.call, &need_not_wait, &use}, pc);
  } else {
    step_externally(runtime, pc);
  }
}

bool turn_is_over(Runtime& runtime, Use& use, bool refused) {
  const int error = errno;
  use.refused = refused;
  if (refused) {
    looked_externally(runtime);
  } else {
    stepped_externally(runtime);
  }
  errno = error;
  return !refused || !use.may_wait;
}

Impatient::Impatient(int descriptor) : descriptor_(descriptor), flags_(::fcntl(descriptor, F_GETFL)) {
  if ((flags_ & O_NONBLOCK) == 0) ::fcntl(descriptor_, F_SETFL, flags_ | O_NONBLOCK);
}

Impatient::~Impatient() {
  const int error = errno;
  if ((flags_ & O_NONBLOCK) == 0) ::fcntl(descriptor_, F_SETFL, flags_);
  errno = error;
}

}  // namespace tenter::explore
