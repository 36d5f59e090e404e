// Processes that a scenario left behind.
#pragma once

#include <sys/types.h>

#include <set>

namespace tenter::session {

// From now on, the descendants of a child that dies become our children. The children that there are already, as of a
// shell that became this process, are nobody's strays.
void adopt_strays();

// Kills and reaps every child of ours that came after adopt_strays() and is not in `known`, and their children;
// returns how many were alive.
// REQUIRES: adopt_strays() was called.
int kill_strays(const std::set<pid_t>& known);

}  // namespace tenter::session
