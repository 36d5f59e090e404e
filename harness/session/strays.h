// Processes that a scenario left behind.
#pragma once

#include <sys/types.h>

#include <set>

namespace tenter::session {

// From now on, the descendants of a child that dies become our children. The children that there are already, as of a
// shell that became this process, are nobody's strays.
void adopt_strays();

// Whether a process has descendants that are alive: children, or what its children left behind, which are ours now
// and not in `known`. REQUIRES: adopt_strays() was called.
bool has_descendants(pid_t process, const std::set<pid_t>& known);

// Kills and reaps every child of ours that came after adopt_strays() and is not in `known`, and their children;
// returns how many were alive.
// REQUIRES: adopt_strays() was called.
int kill_strays(const std::set<pid_t>& known);

}  // namespace tenter::session
