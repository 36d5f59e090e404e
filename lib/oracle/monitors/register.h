// Registers of which no value was written twice, nor nil, which is the first.
//
// After P. B. Gibbons and E. Korach, "Testing shared memories", SIAM J. Comput. 26(4), 1997: a write and the reads
// that saw it are a cluster, which must be placed together. Either it reaches from the first return in it to the last
// call, a forward zone, in which the register certainly has that value; or all of it can be placed anywhere between
// the last call and the first return, a backward zone. Wrong are two forward zones that overlap, and a backward zone
// inside a forward one.
#pragma once

#include "oracle/monitors/monitor.h"

namespace tenter::oracle {

MonitorVerdict monitor_register(const Values& values, const Part& part, ValueNumbers& numbers);

}  // namespace tenter::oracle
