// Waiting for children, for signals and for locks of files.
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "explore/abi/hook.h"
#include "explore/sync/external_wait.h"

namespace {

using tenter::explore::Fairness;
using tenter::explore::Runtime;
using tenter::explore::TaskId;

bool never(const Fairness&, TaskId, void*) { return false; }

struct Child {
  idtype_t type;
  id_t id;
  int options;
};

// To be waited for, or not there at all.
bool has_changed(const Fairness&, TaskId, void* subject) {
  const Child& child = *static_cast<const Child*>(subject);
  siginfo_t info{};
  return ::waitid(child.type, child.id, &info, child.options | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

void await_child(Runtime& runtime, const char* call, Child child, std::uintptr_t pc) {
  if ((child.options & WNOHANG) != 0 || has_changed(runtime.fairness(), runtime.current(), &child)) return;
  await_external(runtime, {call, &has_changed, &child}, pc);
}

Child child_of(pid_t pid, int options) {
  const int wanted = WEXITED | (options & (WUNTRACED | WCONTINUED | WNOHANG));
  if (pid > 0) return {P_PID, static_cast<id_t>(pid), wanted};
  if (pid == -1) return {P_ALL, 0, wanted};
  return {P_PGID, static_cast<id_t>(-pid), wanted};
}

template <class Call>
pid_t waited(Runtime& runtime, const char* name, pid_t pid, int options, std::uintptr_t pc, const Call& call) {
  await_child(runtime, name, child_of(pid, options), pc);
  return call();
}

// For ever, as far as anybody here can tell.
int await_signal(Runtime& runtime, const char* call, std::uintptr_t pc) {
  await_external(runtime, {call, &never, nullptr}, pc);
  return -1;
}

struct Lock {
  int descriptor;
  int operation;
};

// As somebody else would find it.
bool could_be_locked(const Fairness&, TaskId, void* subject) {
  const Lock& lock = *static_cast<const Lock*>(subject);
  const int error = errno;
  const std::string path = "/proc/self/fd/" + std::to_string(lock.descriptor);
  const int other = ::open(path.c_str(), O_RDONLY);
  const bool possible = other < 0 || TENTER_REAL(flock)(other, lock.operation | LOCK_NB) == 0;
  if (other >= 0) ::close(other);
  errno = error;
  return possible;
}

int locked(Runtime& runtime, Lock lock, std::uintptr_t pc) {
  const bool waits = (lock.operation & (LOCK_UN | LOCK_NB)) == 0;
  if (waits) {
    await_external(runtime, {"flock", &could_be_locked, &lock}, pc);
  } else {
    step_externally(runtime, pc);
  }
  const int result = TENTER_REAL(flock)(lock.descriptor, lock.operation | LOCK_NB);
  const int error = errno;
  if (result == 0) stepped_externally(runtime);
  if (result != 0 && !waits) looked_externally(runtime);
  errno = error;
  return result;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

pid_t wait(int* status) {
  TENTER_INTERPOSE(wait, (status),
                   waited(runtime, "wait", -1, 0, TENTER_CALLER, [&] { return TENTER_REAL(wait)(status); }));
}

pid_t waitpid(pid_t pid, int* status, int options) {
  TENTER_INTERPOSE(waitpid, (pid, status, options), waited(runtime, "waitpid", pid, options, TENTER_CALLER, [&] {
                     return TENTER_REAL(waitpid)(pid, status, options);
                   }));
}

pid_t wait4(pid_t pid, int* status, int options, rusage* usage) noexcept {
  TENTER_INTERPOSE(wait4, (pid, status, options, usage), waited(runtime, "wait4", pid, options, TENTER_CALLER, [&] {
                     return TENTER_REAL(wait4)(pid, status, options, usage);
                   }));
}

int waitid(idtype_t type, id_t id, siginfo_t* info, int options) {
  TENTER_INTERPOSE(waitid, (type, id, info, options),
                   (await_child(runtime, "waitid", {type, id, options}, TENTER_CALLER),
                    TENTER_REAL(waitid)(type, id, info, options)));
}

int pause() { TENTER_INTERPOSE(pause, (), await_signal(runtime, "pause", TENTER_CALLER)); }

int sigsuspend(const sigset_t* mask) {
  TENTER_INTERPOSE(sigsuspend, (mask), await_signal(runtime, "sigsuspend", TENTER_CALLER));
}

int sigwait(const sigset_t* set, int* signal) {
  TENTER_INTERPOSE(sigwait, (set, signal), await_signal(runtime, "sigwait", TENTER_CALLER));
}

int sigwaitinfo(const sigset_t* set, siginfo_t* info) {
  TENTER_INTERPOSE(sigwaitinfo, (set, info), await_signal(runtime, "sigwaitinfo", TENTER_CALLER));
}

int flock(int descriptor, int operation) noexcept {
  TENTER_INTERPOSE(flock, (descriptor, operation), locked(runtime, {descriptor, operation}, TENTER_CALLER));
}
}
#pragma GCC visibility pop
