// One element of a set, however often it is added and removed.
//
// The element is there or not, additions that return true and removals that return true take turns at changing that,
// and everything else only looks. So the history is swept in the order of time, and nothing changes before it has to:
// when an operation returns that has no place yet, because it looked for the other state or has to change this one.
// Of the open operations that could change it the one that returns first does. That loses nothing. What is put off
// until something returns can still be done then, for all who returned before have their place; and where an order
// uses another operation for a change, the two can be exchanged, since the one that returns later may come wherever
// the other would. A pending operation may have its effect at any time, or never: it is taken when nothing else is
// there.
//
// That an order is found by looking at one value at a time is the observation of M. Emmi and C. Enea, "Sound,
// complete, and tractable linearizability monitoring for concurrent collections", POPL 2018; theirs is added once at
// most.
#pragma once

#include "oracle/monitors/monitor.h"

namespace tenter::oracle {

// Unknown when an addition or a removal that returned does not say whether it changed anything.
MonitorVerdict monitor_set(const Values& values, const Part& part, ValueNumbers& numbers);

}  // namespace tenter::oracle
