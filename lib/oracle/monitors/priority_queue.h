// Priority queues of integers into which none was put twice.
//
// Decrease and conquer, as in Z. H. Lee and U. Mathur, "Efficient decrease-and-conquer linearizability monitoring",
// OOPSLA 2025: the largest value is in nobody's way. A history is right when that one could be taken out at a time at
// which no smaller one must have been there, and the history without it is right.
#pragma once

#include "oracle/monitors/monitor.h"

namespace tenter::oracle {

MonitorVerdict monitor_priority_queue(const Values& values, const Part& part, ValueNumbers& numbers);

}  // namespace tenter::oracle
