// Looks at a process by what the kernel tells of it in /proc.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "hang/process_look.h"

namespace tenter::hang {

// `alone` is told by the caller, who knows the process's descendants, as of just before. Nothing where anything
// cannot be read, or changed meanwhile: a thread that ended, a kernel without timers in /proc, a system that lets
// nobody look into its system calls, a /proc of another namespace of processes.
std::optional<ProcessLook> look_at(pid_t process, bool alone);

// Why look_at() would find nothing: the first file that cannot be read, and the reason. Empty when it can look.
std::string obstacle(pid_t process);

}  // namespace tenter::hang
