// Stacks onto which no value was put twice.
//
// Decrease and conquer, as in Z. H. Lee and U. Mathur, "Efficient decrease-and-conquer linearizability monitoring",
// OOPSLA 2025. A value whose push and pop overlap can be taken off as soon as it is on, whatever else is there.
// Another can be at the bottom of the stack when it can be pushed, and popped, at times at which no other value must
// be there: then the history is right when it is right without that value, for what remains can be taken apart at
// such times. In a right history there always is one: the first that is pushed.
#pragma once

#include "oracle/monitors/monitor.h"

namespace tenter::oracle {

MonitorVerdict monitor_stack(const Values& values, const Part& part, ValueNumbers& numbers);

}  // namespace tenter::oracle
